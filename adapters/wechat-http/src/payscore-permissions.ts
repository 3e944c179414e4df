import type { PermissionOf, PermissionReading, WechatFailure, WechatPayscorePermissions } from '@facepay/domain';
import {
  jsonBody,
  PayscorePartnerTerminateRequest,
  payscorePaths,
  PayscorePermissionBody,
  PayscorePermissionRequest,
  PayscorePermissionTokenBody,
  PayscoreTerminateRequest,
} from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { refused, unknown } from './failure.ts';
import { toPermissionReading } from './payscore-permission-reading.ts';
import { payscoreRowOf } from './payscore-refusals.ts';
import { type PayscoreSettings, subMchidOf } from './payscore-settings.ts';
import { readBody, succeededOnly } from './read-body.ts';

type ReadPermission = WechatPayscorePermissions['read'];

/** 授权 (`payscore-wire.md` §10). */
export const createHttpWechatPayscorePermissions = (
  client: WechatClient,
  settings: PayscoreSettings,
): WechatPayscorePermissions => {
  const read = readPermission(client, settings);
  return {
    preAuthorise: ({ code, notifyUrl }) => {
      const request = PayscorePermissionRequest.encode({
        service_id: settings.serviceId,
        appid: settings.appid,
        sub_mchid: subMchidOf(settings),
        authorization_code: code,
        notify_url: notifyUrl,
      });
      return pipe(
        client.call({
          method: 'POST',
          target: payscorePaths.permissions(settings.party.mode),
          body: jsonBody(request),
        }),
        TE.flatMapEither(succeededOnly),
        TE.flatMapEither(readBody(PayscorePermissionTokenBody)),
        TE.map(({ apply_permissions_token: token }) => token),
      );
    },
    read,
    terminate: (of, reason) =>
      pipe(
        client.call({ method: 'POST', ...terminationOf(settings, of, reason) }),
        TE.flatMapEither(toTermination),
        TE.orElse((failure) => unlessEnded(read, of, failure)),
      ),
  };
};

const readPermission =
  (client: WechatClient, settings: PayscoreSettings): ReadPermission =>
  (of) =>
    pipe(
      client.call({ method: 'GET', target: readTarget(settings, of) }),
      TE.flatMapEither((answer): E.Either<WechatFailure, PermissionReading | undefined> => {
        if (answer.type === 'Refused')
          return payscoreRowOf(answer)?.action === 'not-there' ? E.right(undefined) : E.left(refused(answer.trace));
        return pipe(
          readBody(PayscorePermissionBody)(answer),
          E.flatMap((body) =>
            pipe(
              toPermissionReading(settings, of, body),
              E.mapLeft((why) => unknown(why, answer.trace)),
            ),
          ),
        );
      }),
    );

const readTarget = ({ serviceId: service_id, appid, party }: PayscoreSettings, of: PermissionOf): string => {
  if (of.type === 'code') {
    const query = party.mode === 'direct' ? { service_id } : { service_id, sub_mchid: party.subMchid };
    return payscorePaths.permissionByCode(party.mode, of.code, query);
  }
  return party.mode === 'direct'
    ? payscorePaths.permissionByOpenid(of.openid, { service_id, appid })
    : payscorePaths.partnerPermissionSearch({ service_id, appid, sub_mchid: party.subMchid, openid: of.openid });
};

interface Termination {
  readonly target: string;
  readonly body: Uint8Array;
}
const terminationOf = (settings: PayscoreSettings, of: PermissionOf, reason: string): Termination => {
  const { serviceId: service_id, appid, party } = settings;
  if (of.type === 'code')
    return {
      target: payscorePaths.terminateByCode(party.mode, of.code),
      body: jsonBody(PayscoreTerminateRequest.encode({ service_id, sub_mchid: subMchidOf(settings), reason })),
    };
  if (party.mode === 'direct')
    return {
      target: payscorePaths.terminateByOpenid(of.openid),
      body: jsonBody(PayscoreTerminateRequest.encode({ service_id, appid, reason })),
    };
  const request = { service_id, appid, sub_mchid: party.subMchid, openid: of.openid, reason };
  return { target: payscorePaths.partnerTerminate, body: jsonBody(PayscorePartnerTerminateRequest.encode(request)) };
};

type Ended = 'terminated' | 'orders-open';
const toTermination = (answer: WechatAnswer): E.Either<WechatFailure, Ended> => {
  if (answer.type === 'Succeeded') return E.right('terminated');
  // 存在未完成订单: the words decide, as its code is shared with other causes (§10.3).
  return answer.words.includes('未完成') ? E.right('orders-open') : E.left(refused(answer.trace));
};

/** A termination that was refused or lost is done all the same if the authorisation turns out to have ended. */
const unlessEnded = (
  read: ReadPermission,
  of: PermissionOf,
  failure: WechatFailure,
): TE.TaskEither<WechatFailure, Ended> =>
  pipe(
    read(of),
    TE.mapError(() => failure),
    TE.flatMapEither((now): E.Either<WechatFailure, Ended> =>
      now?.state === 'unavailable' ? E.right('terminated') : E.left(failure),
    ),
  );
