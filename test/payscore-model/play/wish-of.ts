import type {
  Fen,
  Openid,
  PayscoreDiscount,
  PayscoreOrderNo,
  PayscorePayment,
  PayscoreTerms,
  PayscoreWish,
} from '@facepay/domain';
import type { CreateRequest, Item, Request } from '../model/request.ts';

/** The same call in the words of the domain; what is illegal stays illegal. */
export const wishOf = (request: Request, no: PayscoreOrderNo, notifyUrl: string): PayscoreWish => {
  switch (request.type) {
    case 'create':
      return { type: 'create', ...termsOf(request, no, notifyUrl) };
    case 'complete': {
      const { payments, discounts, total, end } = request;
      return {
        type: 'complete',
        ...billOf({ payments, discounts, total }),
        ...(end !== undefined && { times: { end } }),
      };
    }
    case 'modify':
      return { type: 'modify', ...billOf(request), reason: request.reason };
    case 'cancel':
      return { type: 'cancel', reason: request.reason };
    case 'sync':
      return { type: 'sync', paidTime: request.paidTime };
  }
};

export const termsOf = (request: CreateRequest, no: PayscoreOrderNo, notifyUrl: string): PayscoreTerms => ({
  no,
  introduction: request.introduction,
  payments: request.payments.map(paymentOf),
  discounts: request.discounts.map(discountOf),
  riskFund: { name: riskNames[request.risk.name], amount: request.risk.amount as Fen },
  times: { start: request.start, ...(request.end !== undefined && { end: request.end }) },
  notifyUrl,
  needsConfirm: request.confirm,
  ...(request.openid !== undefined && { openid: request.openid as Openid }),
});
const riskNames = { DEPOSIT: 'deposit', ESTIMATE_ORDER_COST: 'estimate' } as const;

const billOf = (bill: {
  readonly payments: readonly Item[];
  readonly discounts: readonly Item[];
  readonly total: number;
}) => ({
  payments: bill.payments.map(paymentOf),
  discounts: bill.discounts.map(discountOf),
  total: bill.total as Fen,
});
const paymentOf = ({ name, amount, description, count }: Item): PayscorePayment => ({
  name,
  ...(amount !== undefined && { amount: amount as Fen }),
  ...(description !== undefined && { description }),
  ...(count !== undefined && { count }),
});
const discountOf = ({ description = '', ...item }: Item): PayscoreDiscount => ({ ...paymentOf(item), description });
