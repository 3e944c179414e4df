import type { OrganizationId, OutUserId, WechatFailure, WechatMembers } from '@facepay/domain';
import { buildTokenBody, FaceUserBody, paths, TokenBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { refused, unknown } from './failure.ts';
import { isMissing, mismatch, readBody, succeededOnly } from './read-body.ts';
import { readContract, readPayer, unlessEnded } from './read-contract.ts';
import { toUserFacts, type UserFacts } from './user-facts.ts';

/** Token, user with contract, termination (`k12-wire.md` §5.4, §5.5, §5.10, §5.8). */
export const createHttpWechatMembers = (client: WechatClient, appid: string): WechatMembers => ({
  token: (organization, outUserId) =>
    pipe(
      client.call({ method: 'POST', target: paths.tokens, body: tokenBody(organization, outUserId) }),
      TE.flatMapEither(succeededOnly),
      TE.flatMapEither(readBody(TokenBody)),
      TE.map(({ token }) => token),
    ),
  read: (organization, outUserId, startedAt) =>
    pipe(
      client.call({ method: 'GET', target: paths.faceUser(organization, outUserId) }),
      TE.flatMapEither(toFacts(organization, outUserId)),
      TE.flatMap((user) => {
        if (user === undefined) return TE.right(undefined);
        const { contract, userId, faceImage, usage } = user;
        const reading = { startedAt, userId, faceImage, usage };
        if (contract === undefined) return TE.right({ ...reading, contract: { status: 'absent' as const } });
        return pipe(
          readContract(client, appid)({ organization, userId, contract }),
          TE.map((found) => ({ ...reading, contract: found })),
        );
      }),
    ),
  payer: (organization, userId, contract) => readPayer(client, appid)({ organization, userId, contract }),
  terminate: (organization, userId, contract) =>
    pipe(
      client.call({ method: 'POST', target: paths.terminateContract(organization, userId) }),
      TE.flatMapEither(succeededOnly),
      TE.map(() => undefined),
      TE.orElse((failure) => unlessEnded(client, appid)({ organization, userId, contract }, failure)),
    ),
});

const tokenBody = (organization: OrganizationId, outUserId: OutUserId): Uint8Array =>
  buildTokenBody({
    scene: 'WEBSESSION',
    web_init_data: { out_user_id: outUserId, organization_id: organization },
  });

const toFacts =
  (organization: OrganizationId, outUserId: OutUserId) =>
  (answer: WechatAnswer): E.Either<WechatFailure, UserFacts | undefined> => {
    if (answer.type === 'Refused') return isMissing(answer) ? E.right(undefined) : E.left(refused(answer.trace));
    return pipe(
      readBody(FaceUserBody)(answer),
      E.flatMap((body) => {
        const other =
          (body.organization_id ?? organization) !== organization || (body.out_user_id ?? outUserId) !== outUserId;
        if (other) return E.left(mismatch(answer.trace, ['organization_id or out_user_id']));
        return pipe(
          toUserFacts(body),
          E.mapLeft((why) => unknown(why, answer.trace)),
        );
      }),
    );
  };
