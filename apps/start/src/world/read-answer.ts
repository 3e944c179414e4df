import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** An answer as the demonstration needs it; another shape is a fault of the product, so it throws. */
export const readAs = <A>(codec: t.Type<A, unknown>, answer: unknown): A => {
  const read = codec.decode(answer);
  if (E.isRight(read)) return read.right;
  throw new Error(`an answer is not ${codec.name}`);
};

export const MerchantAnswer = t.type(
  {
    mchid: t.string,
    appid: t.string,
    subMchid: t.string,
    serialNo: t.string,
    privateKeyPem: t.string,
    apiV3Key: t.string,
    apiV2Key: t.string,
    publicKeyId: t.string,
    publicKeyPem: t.string,
    payscoreServiceId: t.string,
    payscoreServices: t.array(t.type({ serviceId: t.string, assessment: t.string, capFen: t.number })),
  },
  'Merchant',
);
export const OrganizationAnswer = t.type({ organizationId: t.string }, 'Organization');
export const TokenAnswer = t.type({ token: t.string }, 'Token');
export const MemberAnswer = t.intersection(
  [
    t.type({
      outUserId: t.string,
      face: t.string,
      contract: t.type({ status: t.string }),
      debt: t.type({ open: t.boolean }),
    }),
    t.partial({
      userId: t.string,
      blockedAt: t.string,
      limits: t.type({ singleLimitFen: t.number, dayLimitFen: t.number }),
    }),
  ],
  'Member',
);
export type MemberAnswer = t.TypeOf<typeof MemberAnswer>;
export const DeductionAnswer = t.intersection(
  [
    t.type({
      deductionId: t.string,
      state: t.string,
      amountFen: t.number,
      voucherId: t.string,
      deductionNo: t.string,
      outUserId: t.string,
      saleAt: t.string,
      receivedAt: t.string,
      attemptsTotal: t.number,
    }),
    t.partial({ reason: t.string, nextAttemptAt: t.string, paidAt: t.string }),
  ],
  'Deduction',
);
export type DeductionAnswer = t.TypeOf<typeof DeductionAnswer>;
export const DeductionDetail = t.intersection(
  [DeductionAnswer, t.type({ events: t.array(t.type({ type: t.string })) })],
  'DeductionDetail',
);
export type DeductionDetail = t.TypeOf<typeof DeductionDetail>;
export const DeductionPage = t.intersection(
  [t.type({ items: t.array(DeductionAnswer) }), t.partial({ nextCursor: t.string })],
  'DeductionPage',
);
