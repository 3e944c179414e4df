import { fromRfc3339, type WechatFailure, type WechatMemberChanges, type WechatTrace } from '@facepay/domain';
import { buildRepaymentUrlBody, paths, PresignBody, RepaymentUrlBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { unknown } from './failure.ts';
import { type FieldSealer, openFieldSealer, type SealField } from './field-sealer.ts';
import type { PlatformKeys } from './platform-keys.ts';
import { toPresign } from './presign.ts';
import { readBody, succeededOnly } from './read-body.ts';
import { toUserPatch } from './user-patch.ts';

export interface MemberChangesDeps {
  readonly client: WechatClient;
  readonly keys: PlatformKeys;
  readonly fieldSeed: () => Uint8Array;
}

/** User patch, pre-signing, repayment link (`k12-wire.md` §5.6, §5.9, §5.16). */
export const createHttpWechatMemberChanges = (deps: MemberChangesDeps): WechatMemberChanges => {
  const callSealed = sealedCall(deps);
  return {
    patch: (organization, outUserId, change) =>
      pipe(
        callSealed({
          method: 'PATCH',
          target: paths.faceUser(organization, outUserId),
          body: (seal) => toUserPatch(seal, change),
        }),
        TE.flatMapEither(succeededOnly),
        TE.map(() => undefined),
      ),
    presign: (request) =>
      pipe(
        callSealed({ method: 'POST', target: paths.presign, body: (seal) => toPresign(seal, request) }),
        TE.flatMapEither(succeededOnly),
        TE.flatMapEither(readBody(PresignBody)),
        TE.map(({ presign_token: token }) => token),
      ),
    repaymentLink: (organization, outUserId) =>
      pipe(
        deps.client.call({
          method: 'POST',
          target: paths.repaymentUrl,
          body: buildRepaymentUrlBody({ out_user_id: outUserId, organization_id: organization }),
        }),
        TE.flatMapEither(succeededOnly),
        TE.flatMapEither((answer) =>
          pipe(
            readBody(RepaymentUrlBody)(answer),
            E.flatMap((body) => toLink(body, answer.trace)),
          ),
        ),
      ),
  };
};

interface SealedCall {
  readonly method: 'POST' | 'PATCH';
  readonly target: string;
  readonly body: (seal: SealField) => E.Either<WechatFailure, Uint8Array>;
}
/** A body that cannot be encrypted is not sent; one that is names its key. */
const sealedCall =
  ({ client, keys, fieldSeed }: MemberChangesDeps) =>
  ({ method, target, body }: SealedCall): TE.TaskEither<WechatFailure, WechatAnswer> =>
    pipe(
      openFieldSealer(keys, fieldSeed),
      TE.flatMap(({ serial, seal }: FieldSealer) =>
        pipe(
          TE.fromEither(body(seal)),
          TE.flatMap((bytes) => client.call({ method, target, body: bytes, serial })),
        ),
      ),
    );

const toLink = ({ repayment_url: url, expire_at: text }: RepaymentUrlBody, trace: WechatTrace) => {
  const expiresAt = fromRfc3339(text);
  return expiresAt === undefined ? E.left(unknown('expire_at malformed', trace)) : E.right({ url, expiresAt });
};
