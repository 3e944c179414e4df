import type { DeductionAnswer, DeductionNo, Fen, Instant } from '@facepay/domain';
import type { Fate } from './plan.ts';

interface Order {
  state: 'failed' | 'accepted' | 'paid' | 'closed';
  cause: 'insufficient' | 'over-limit';
  debt: 'none' | 'open' | 'repaid';
  amount: Fen;
  paidAt: Instant;
}
/** The money truth: what WeChat did, one order per number. Too kind on purpose: it knows neither limits nor credentials. */
export interface Gateway {
  readonly orders: ReadonlyMap<DeductionNo, Order>;
  readonly request: (no: DeductionNo, amount: Fen, fate: Fate, at: Instant) => DeductionAnswer;
  readonly query: (no: DeductionNo) => DeductionAnswer;
  /** An order that was only accepted comes to its end. */
  readonly resolve: (no: DeductionNo, fate: Fate, at: Instant) => void;
  /** A failed order turns out paid. */
  readonly flip: (no: DeductionNo, at: Instant) => void;
  readonly repay: (no: DeductionNo) => void;
}

export const createGateway = (): Gateway => {
  const orders = new Map<DeductionNo, Order>();
  const answer = (no: DeductionNo): DeductionAnswer => {
    const order = orders.get(no);
    switch (order?.state) {
      case undefined:
        return { type: 'NotFound' };
      case 'failed':
        return { type: 'Declined', cause: order.cause, code: order.cause.toUpperCase() };
      case 'accepted':
        return { type: 'UnderWay', state: 'ACCEPT' };
      case 'closed':
        return { type: 'Closed' };
      case 'paid': {
        const { amount, paidAt, debt } = order;
        return { type: 'Settled', no, amount, paidAt, transactionId: `T${no}`, debt };
      }
    }
  };
  const apply = (no: DeductionNo, amount: Fen, fate: Fate, at: Instant): void => {
    const order: Order = { state: 'failed', cause: 'insufficient', debt: 'none', amount, paidAt: at };
    switch (fate) {
      case 'charge':
        orders.set(no, { ...order, state: 'paid' });
        break;
      case 'advance':
        orders.set(no, { ...order, state: 'paid', debt: 'open' });
        break;
      case 'insufficient':
      case 'over-limit':
        orders.set(no, { ...order, cause: fate });
        break;
      case 'close':
        orders.set(no, { ...order, state: 'closed' });
        break;
      case 'accept':
        orders.set(no, { ...order, state: 'accepted' });
        break;
      case 'refuse':
      case 'refuse-credential':
        break; // no order comes of it
    }
  };
  return {
    orders,
    query: answer,
    request: (no, amount, fate, at) => {
      const before = orders.get(no);
      if (before?.state === 'paid') return { type: 'AlreadyPaid' };
      if (before?.state === 'closed' || before?.state === 'accepted') return answer(no);
      if (fate === 'refuse') return { type: 'Refused', code: 'PARAM_ERROR', words: '参数错误' };
      if (fate === 'refuse-credential') return { type: 'CredentialRefused', words: '扣款凭证不合法' };
      apply(no, amount, fate, at);
      return answer(no);
    },
    resolve: (no, fate, at) => {
      const order = orders.get(no);
      if (order?.state === 'accepted') apply(no, order.amount, fate, at);
    },
    flip: (no, at) => {
      const order = orders.get(no);
      if (order?.state === 'failed') apply(no, order.amount, 'charge', at);
    },
    repay: (no) => {
      const order = orders.get(no);
      if (order?.debt === 'open') order.debt = 'repaid';
    },
  };
};
