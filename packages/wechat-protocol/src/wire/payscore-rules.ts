import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type BodyRefused, decodeBody } from './decode.ts';
import { PayscoreCompleteRequest } from './payscore-complete.ts';
import { PayscoreCreateRequest } from './payscore-create.ts';
import type { PostDiscount, PostPayment } from './payscore-parts.ts';

/** Well-formed, and against a rule that sender and receiver both hold. */
export interface PayscoreRuleBroken {
  readonly type: 'PayscoreRuleBroken';
  readonly rule: 'openid-needs-no-confirm' | 'no-confirm-needs-openid' | 'total-is-the-sum';
  readonly member: string;
  readonly detail: string;
}
export type PayscoreRefused = BodyRefused | PayscoreRuleBroken;

/** A body of create, read and held against what `payscore-wire.md` §4.1 says of `openid` (INV-74). */
export const readPayscoreCreate = (body: Uint8Array | string): E.Either<PayscoreRefused, PayscoreCreateRequest> =>
  pipe(
    decodeBody(PayscoreCreateRequest)(body),
    E.flatMap((create) => held(create, openidBroken(create))),
  );

/** A body of complete, read and held against the sum rule of §7 (INV-71). */
export const readPayscoreComplete = (body: Uint8Array | string): E.Either<PayscoreRefused, PayscoreCompleteRequest> =>
  pipe(
    decodeBody(PayscoreCompleteRequest)(body),
    E.flatMap((complete) => held(complete, totalBroken(complete))),
  );

const held = <A>(request: A, broken: PayscoreRuleBroken | undefined): E.Either<PayscoreRuleBroken, A> =>
  broken === undefined ? E.right(request) : E.left(broken);

interface UserOf {
  readonly openid?: string | undefined;
  readonly sub_openid?: string | undefined;
  readonly need_user_confirm?: boolean | undefined;
}
/** `openid` (in partner mode it or `sub_openid`) exactly where the user need not confirm. */
export const openidBroken = (create: UserOf): PayscoreRuleBroken | undefined => {
  const given = create.openid !== undefined || create.sub_openid !== undefined;
  const confirm = create.need_user_confirm ?? true;
  if (given !== confirm) return undefined;
  const member = create.openid === undefined && create.sub_openid !== undefined ? 'sub_openid' : 'openid';
  return confirm
    ? {
        type: 'PayscoreRuleBroken',
        rule: 'openid-needs-no-confirm',
        member,
        detail: `${member} must not be sent where the user is to confirm (need_user_confirm is true or absent)`,
      }
    : {
        type: 'PayscoreRuleBroken',
        rule: 'no-confirm-needs-openid',
        member,
        detail: 'openid must be sent where need_user_confirm is false',
      };
};

interface SummedUp {
  readonly post_payments: readonly PostPayment[];
  readonly post_discounts?: readonly PostDiscount[] | undefined;
  readonly total_amount: number;
}
/** total = payments − discounts, in fen; counts are not multiplied in, an item without an amount counts as nothing. */
export const totalBroken = (request: SummedUp): PayscoreRuleBroken | undefined => {
  const sum = payscoreSum(request);
  return request.total_amount === sum
    ? undefined
    : {
        type: 'PayscoreRuleBroken',
        rule: 'total-is-the-sum',
        member: 'total_amount',
        detail: `total_amount is ${request.total_amount}, post_payments less post_discounts are ${sum}`,
      };
};

/** May be negative; NaN, which no total equals, where a sum is beyond whole numbers of a double. */
export const payscoreSum = ({ post_payments, post_discounts = [] }: Omit<SummedUp, 'total_amount'>): number => {
  const payments = sumOf(post_payments);
  const discounts = sumOf(post_discounts);
  return Number.isSafeInteger(payments) && Number.isSafeInteger(discounts) ? payments - discounts : Number.NaN;
};

const sumOf = (items: readonly { readonly amount?: number | undefined }[]): number =>
  items.reduce((sum, { amount = 0 }) => sum + amount, 0);
