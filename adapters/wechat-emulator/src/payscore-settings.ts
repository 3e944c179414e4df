/** What WeChat's staff set up for one `service_id` (`payscore-wire.md` §2); no interface reads or changes it. */
export interface PayscoreService {
  readonly serviceId: string;
  /** Whether the user confirms each order in the mini program. */
  readonly confirmation: 'confirm' | 'no-confirm';
  /** Deposit waived (先免: DEPOSIT, ADVANCE, CASH_DEPOSIT) or enjoy first (先享: ESTIMATE_ORDER_COST). */
  readonly risk: 'deposit-waived' | 'enjoy-first';
  /** What follows a failed assessment: the order is refused, or the user pays the risk fund while confirming. */
  readonly assessment: 'refuse' | 'deposit';
  readonly capFen: number;
}

/** What `payscore-wire.md` leaves open (its §16 and everything marked assumed), so that a live finding changes one place. */
export interface PayscoreSettings {
  readonly payscoreServices: readonly PayscoreService[];
  /** Wait before each attempt to collect, counted from the completion or the attempt before; the last is repeated for ever (§9). */
  readonly payscoreDeductionWaitsMs: readonly number[];
  /** How long one attempt runs: until then the order is being charged (§6). */
  readonly payscoreDeductionTakesMs: number;
  /** A created order that nobody confirmed expires after this time. */
  readonly payscoreConfirmWindowMs: number;
  readonly payscorePackageLifeMs: number;
  /** A pre-authorisation token opens the mini program for so long. */
  readonly payscoreTokenLifeMs: number;
  /** Orders of one user in progress; the next is refused. */
  readonly payscoreOrdersInProgressMax: number;
  /** Unpaid so long after completion, the user gets no further order. */
  readonly payscoreOverdueAfterMs: number;
  readonly payscoreCancelAfterComplete: 'accept' | 'refuse';
  /** `state_description` in the answer of complete: as seen live, or as in the published sample. */
  readonly payscoreCompleteDescription: 'MCH_COMPLETE' | '';
  /** A repeat with other content. */
  readonly payscoreMismatchCode: 'PARAM_ERROR' | 'INVALID_REQUEST';
  readonly payscoreWrongStateCode: 'INVALID_REQUEST' | 'INVALID_ORDER_STATE';
  /** `state` in `PAYSCORE.USER_PAID`. */
  readonly payscorePaidNoticeState: 'DONE' | 'DOING';
  /** A `paid_time` of eight digits means the start or the end of that day. */
  readonly payscoreDayPaidTime: 'start' | 'end';
  /** A create for a user who did not authorise the service: 403, or 400 用户未开启服务. */
  readonly payscoreUnauthorised: 'NO_AUTH' | 'INVALID_REQUEST';
  /** The same create again when the order is done. */
  readonly payscoreRepeatedCreateWhenDone: 'order' | 'ORDER_DONE';
  readonly payscoreAssociatedData: 'payscore' | 'transaction' | '';
  /** `suggested_quota` by risk level. */
  readonly payscoreQuotasFen: readonly { readonly riskLevel: number; readonly quotaFen: number }[];
}

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

export const defaultPayscoreSettings: PayscoreSettings = {
  payscoreServices: [
    { serviceId: '500001', confirmation: 'no-confirm', risk: 'enjoy-first', assessment: 'refuse', capFen: 50_000 },
    { serviceId: '500002', confirmation: 'confirm', risk: 'enjoy-first', assessment: 'refuse', capFen: 50_000 },
    { serviceId: '500003', confirmation: 'confirm', risk: 'deposit-waived', assessment: 'deposit', capFen: 50_000 },
  ],
  payscoreDeductionWaitsMs: [seconds, 5 * seconds, minutes, 10 * minutes, hours, 6 * hours, days],
  payscoreDeductionTakesMs: 2 * seconds,
  payscoreConfirmWindowMs: 30 * days,
  payscorePackageLifeMs: hours,
  payscoreTokenLifeMs: hours,
  payscoreOrdersInProgressMax: 3,
  payscoreOverdueAfterMs: 30 * days,
  payscoreCancelAfterComplete: 'accept',
  payscoreCompleteDescription: 'MCH_COMPLETE',
  payscoreMismatchCode: 'PARAM_ERROR',
  payscoreWrongStateCode: 'INVALID_REQUEST',
  payscorePaidNoticeState: 'DONE',
  payscoreDayPaidTime: 'start',
  payscoreUnauthorised: 'NO_AUTH',
  payscoreRepeatedCreateWhenDone: 'order',
  payscoreAssociatedData: 'payscore',
  payscoreQuotasFen: [
    { riskLevel: 1, quotaFen: 50_000 },
    { riskLevel: 2, quotaFen: 20_000 },
    { riskLevel: 3, quotaFen: 5000 },
  ],
};
