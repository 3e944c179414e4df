import {
  advance,
  advanceRefund,
  canPay,
  checkLimits,
  contractDecider,
  dayLinesOf,
  dayOf,
  daysAfter,
  daySumsOf,
  deductionDecider,
  deductionNoOf,
  denyListDelta,
  denyListFrom,
  effectiveMode,
  entryOf,
  eventsOf,
  faceUserDecider,
  followDenyList,
  fromRfc3339,
  isDenied,
  link,
  mayBeAdvanced,
  nextDueAt,
  nextRetryAt,
  notChargeable,
  payscoreOrderDecider,
  release,
  reserve,
  refundDecider,
  reserveDeduction,
  settle,
  startOf,
  toRfc3339,
  usedOn,
} from '@facepay/domain';

/**
 * Everything that the properties judge. A planted bug replaces one or two members by a wrapper, so that each property
 * is shown to fail on a wrong implementation and to pass on ours.
 */
export interface Rules {
  readonly advance: typeof advance;
  readonly advanceRefund: typeof advanceRefund;
  readonly refundDecider: typeof refundDecider;
  readonly payscoreOrderDecider: typeof payscoreOrderDecider;
  readonly canPay: typeof canPay;
  readonly checkLimits: typeof checkLimits;
  readonly contractDecider: typeof contractDecider;
  readonly dayLinesOf: typeof dayLinesOf;
  readonly daySumsOf: typeof daySumsOf;
  readonly entryOf: typeof entryOf;
  readonly dayOf: typeof dayOf;
  readonly daysAfter: typeof daysAfter;
  readonly deductionDecider: typeof deductionDecider;
  readonly deductionNoOf: typeof deductionNoOf;
  readonly denyListDelta: typeof denyListDelta;
  readonly denyListFrom: typeof denyListFrom;
  readonly followDenyList: typeof followDenyList;
  readonly isDenied: typeof isDenied;
  readonly effectiveMode: typeof effectiveMode;
  readonly eventsOf: typeof eventsOf;
  readonly faceUserDecider: typeof faceUserDecider;
  readonly fromRfc3339: typeof fromRfc3339;
  readonly link: typeof link;
  readonly mayBeAdvanced: typeof mayBeAdvanced;
  readonly nextDueAt: typeof nextDueAt;
  readonly nextRetryAt: typeof nextRetryAt;
  readonly notChargeable: typeof notChargeable;
  readonly release: typeof release;
  readonly reserve: typeof reserve;
  readonly reserveDeduction: typeof reserveDeduction;
  readonly settle: typeof settle;
  readonly startOf: typeof startOf;
  readonly toRfc3339: typeof toRfc3339;
  readonly usedOn: typeof usedOn;
}
export const rules: Rules = {
  advance,
  advanceRefund,
  refundDecider,
  payscoreOrderDecider,
  canPay,
  checkLimits,
  contractDecider,
  dayLinesOf,
  daySumsOf,
  entryOf,
  dayOf,
  daysAfter,
  deductionDecider,
  deductionNoOf,
  denyListDelta,
  denyListFrom,
  effectiveMode,
  eventsOf,
  faceUserDecider,
  followDenyList,
  fromRfc3339,
  isDenied,
  link,
  mayBeAdvanced,
  nextDueAt,
  nextRetryAt,
  notChargeable,
  release,
  reserve,
  reserveDeduction,
  settle,
  startOf,
  toRfc3339,
  usedOn,
};
