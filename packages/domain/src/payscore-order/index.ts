export type { PayscoreAnswer } from './answer.ts';
export type { PayscoreOrderCommand } from './command.ts';
export type { PayscoreOrderDecider } from './decider.ts';
export type { PayscoreOrderEvent } from './event.ts';
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
export type {
  CancelWish,
  CompleteWish,
  CreateWish,
  ModifyWish,
  PayscoreBill,
  PayscoreCall,
  PayscoreDiscount,
  PayscorePayment,
  PayscoreTerms,
  PayscoreTimes,
  PayscoreWish,
  RiskFund,
  RiskFundName,
  SyncWish,
} from './wish.ts';
