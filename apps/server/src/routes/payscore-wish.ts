import type {
  CompleteWish,
  Fen,
  ModifyWish,
  PayscoreBill,
  PayscoreDiscount,
  PayscorePayment,
  PayscoreTerms,
} from '@facepay/domain';
import type { completeBody, modifyBody, openBody } from '../shape/payscore-shapes.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** From our API's words, where amounts end in `Fen`, to the domain's. */
export const termsOf = (
  {
    orderNo: no,
    introduction,
    riskFund: { amountFen: amount, ...fund },
    times,
    needsConfirm,
    payments,
    discounts,
    ...rest
  }: ShapeOf<typeof openBody>,
  notifyUrl: string,
): PayscoreTerms => ({
  ...rest,
  no,
  introduction,
  riskFund: { ...fund, amount },
  times,
  needsConfirm,
  notifyUrl,
  ...linesOf({ payments: payments ?? [], discounts: discounts ?? [] }),
});

export const completeOf = ({
  payments,
  discounts = [],
  totalFen: total,
  ...rest
}: ShapeOf<typeof completeBody>): CompleteWish => ({
  type: 'complete',
  ...rest,
  ...linesOf({ payments, discounts }),
  total,
});

export const modifyOf = ({
  payments,
  discounts = [],
  totalFen: total,
  ...rest
}: ShapeOf<typeof modifyBody>): ModifyWish => ({
  type: 'modify',
  ...rest,
  ...linesOf({ payments, discounts }),
  total,
});

type Amounts<T> = Omit<T, 'amount'> & { readonly amountFen?: Fen };
const linesOf = ({
  payments,
  discounts,
}: {
  readonly payments: readonly Amounts<PayscorePayment>[];
  readonly discounts: readonly Amounts<PayscoreDiscount>[];
}): Pick<PayscoreBill, 'payments' | 'discounts'> => ({
  payments: payments.map(({ amountFen, ...rest }) => ({ ...rest, ...amountOf(amountFen) })),
  discounts: discounts.map(({ amountFen, ...rest }) => ({ ...rest, ...amountOf(amountFen) })),
});
const amountOf = (amount: Fen | undefined) => (amount === undefined ? {} : { amount });
