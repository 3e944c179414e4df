import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { RefundDecider } from './refund.ts';

export type { RefundAnswer } from './answer.ts';
export { type AdvancedRefund, advanceRefund, type RefundBooks } from './books.ts';
export { openPayscoreRefund, payscoreRefundBookKey } from './open-payscore-refund.ts';
export { openRefund, type RefundWish } from './open-refund.ts';
export { defaultRefundPolicy, nextRefundDueAt, type RefundPolicy } from './policy.ts';
export {
  emptyPayscoreRefundBook,
  emptyRefundBook,
  isFullyRefunded,
  type RefundBook,
  refundedOf,
  type RefundLine,
  refundRestOf,
} from './refund-book.ts';
export type {
  OfDeduction,
  OfPayscoreOrder,
  Refund,
  RefundCommand,
  RefundDecider,
  RefundEvent,
  RefundFailedStatus,
  RefundRejection,
  RefundStatus,
  RefundTerms,
} from './refund.ts';
export const refundDecider: RefundDecider = { initial: undefined, decide, evolve };
