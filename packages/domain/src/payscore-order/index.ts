import { decide } from './decide.ts';
import type { PayscoreOrderDecider } from './decider.ts';
import { evolve } from './evolve.ts';

export { sameWish } from './same-wish.ts';
export { payscoreCap, payscoreTotal } from './amounts.ts';
export { notPermittedMark, type PayscoreAnswer } from './answer.ts';
export type { PayscoreOrderCommand } from './command.ts';
export type { PayscoreOrderDecider } from './decider.ts';
export { canReach, isFinalStage, type PayscoreEdge, payscoreEdges, payscoreLegalCalls } from './edges.ts';
export type { PayscoreOrderEvent } from './event.ts';
export { payscoreStatusAt } from './legality.ts';
export { nextPayscoreDueAt, payscorePackageOf } from './next-due.ts';
export { collectedByWechat, paidTwiceRefundNo } from './paid-twice.ts';
export type {
  PayscoreAsk,
  PayscoreOrder,
  PayscoreRefusal,
  PayscoreStage,
  PayscoreStatus,
  PayscoreTaken,
  PayscoreTakenCalls,
} from './payscore-order.ts';
export { defaultPayscorePolicy, type PayscorePolicy, type PayscoreRules } from './policy.ts';
export type { PayscoreOrderRejection } from './rejection.ts';
export { type PayscoreRule, payscoreRules } from './rule-words.ts';
export type {
  PayscoreCollected,
  PayscoreCollection,
  PayscoreDescription,
  PayscoreReading,
  PayscoreSaid,
  PayscoreState,
} from './said.ts';
export { payscoreScope } from './scope.ts';
export { readStage, type ReadStage } from './stage.ts';
export { encodedAttach, isPublicNotifyUrl, lengthOf } from './texts.ts';
export { parseCompact, toCompact } from './times.ts';
export type {
  CancelWish,
  CompleteWish,
  CreateWish,
  LaterWish,
  ModifyWish,
  PayscoreBill,
  PayscoreCall,
  PayscoreDiscount,
  PayscoreIntent,
  PayscorePayment,
  PayscoreTerms,
  PayscoreTimes,
  PayscoreWish,
  RiskFund,
  RiskFundName,
  SyncWish,
} from './wish.ts';
export const payscoreOrderDecider: PayscoreOrderDecider = { initial: undefined, decide, evolve };
