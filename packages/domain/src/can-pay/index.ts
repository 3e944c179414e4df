export { canPay, type CanPay, type CanPayFacts } from './can-pay.ts';
export { limitReasonsOf } from './limit-codes.ts';
export { reasonsOfMember } from './member-codes.ts';
export { type ReasonAxis, type ReasonRow } from './reason.ts';
export { reasonOfBar } from './reason-of-bar.ts';
export { type ReasonCode, reasonCodes, reasons } from './reasons.ts';
export { terminalSilentAfterMs, terminalsFor, type TerminalsFor } from './terminal-codes.ts';
