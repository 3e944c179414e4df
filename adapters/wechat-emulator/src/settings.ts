import { defaultFaceTerminalSettings, type FaceTerminalSettings } from './face-terminal-settings.ts';
import { defaultPayscoreSettings, type PayscoreSettings } from './payscore-settings.ts';

/**
 * Every value of `k12-wire.md` §12 that the published pages leave open (marked assumed there), and the published ones beside them,
 * so that a live finding changes one place. Durations in milliseconds, money in fen.
 */
export interface EmulatorSettings extends PayscoreSettings, FaceTerminalSettings {
  /** Largest single charge: 100 yuan. */
  readonly chargeMaxFen: number;
  /** Largest sum of one user's successes on one Beijing day: 500 yuan. */
  readonly userDayMaxFen: number;
  /** Largest sum of a whole test merchant number on one Beijing day: 1 yuan. */
  readonly testMerchantDayMaxFen: number;
  /** Charges of one order on one Beijing day; the next is intercepted. */
  readonly attemptsPerDayMax: number;
  /** Open advances of one user; the platform disables the user when they are reached. */
  readonly openAdvancesMax: number;
  readonly credentialLifeMs: number;
  readonly tokenLifeMs: number;
  /** What the authinfo answer shows, in seconds; the authinfo itself lives 36 hours. */
  readonly authinfoExpiresInSeconds: number;
  readonly repaymentUrlLifeMs: number;
  /** How far the `Authorization` timestamp may be off, both ways. */
  readonly requestSkewMaxMs: number;
  /** Waits before each further delivery of a notice that was not acknowledged. */
  readonly noticeIntervalsMs: readonly number[];
  readonly noticeTimeoutMs: number;
  /** `TRANSACTION.SUCCESS` / `TRANSACTION.FAIL` after each deduction; clients must be right without. */
  readonly transactionNotices: boolean;
  /** `TRANSACTION.PAY_BACK` when an advance is repaid. */
  readonly repaymentNotices: boolean;
  /** How long a refund takes; 0 answers `SUCCESS` at once. Balances take about 5 minutes (`v3-rules.md` §9.2). */
  readonly refundTakesMs: number;
  /** A payment can be refunded for so long. */
  readonly refundWindowMs: number;
  readonly refundsPerOrderMax: number;
  /** Between two refunds of one payment. */
  readonly refundSpacingMs: number;
  /** The number of a refund that was closed or is abnormal, again: begun anew, or answered as it stands. */
  readonly failedRefund: 'retried' | 'final';
  /** A full refund of an open advance ends the debt. */
  readonly fullRefundClearsDebt: boolean;
  /** Whether un-freezing is announced; in the first phase it was not. */
  readonly enableNotices: boolean;
  readonly terminateWithOpenDebt: 'refuse' | 'allow';
  /** What a failed charge leaves behind: an order that may be tried again, or a dead one. */
  readonly failedOrder: 'PAYERROR' | 'ORDER_CLOSED';
  /** Mark advances with `bank_type` BPA. */
  readonly advanceBankType: boolean;
  readonly alreadyPaidStatus: number;
  readonly orderClosedStatus: number;
  /** Two deduct requests for one order under way at once are counted in the ledger, or are also a violation. */
  readonly overlappingDeducts: 'counted' | 'violation';
  /** A deduct request for an order that is accepted and unseen finds that order, or would charge again: a violation. */
  readonly unseenRepeat: 'same' | 'violation';
  /** Vendor spellings of F-21: `use_id` instead of `user_id` in answers. */
  readonly useIdSpelling: boolean;
  /** Accept `STUFF` for `STAFF` and `rawdata` for `raw_data`. */
  readonly acceptVendorSpellings: boolean;
  readonly acceptPlainIdentificationName: boolean;
  /** What `GET /v3/certificates` answers in public-key mode. */
  readonly certificatesInPublicKeyMode: 'empty' | 'not-found';
  /** A payer nobody configured. */
  readonly newPayer: { readonly balanceFen: number; readonly advanceQuota: boolean };
}

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

export const defaultEmulatorSettings: EmulatorSettings = {
  ...defaultPayscoreSettings,
  ...defaultFaceTerminalSettings,
  chargeMaxFen: 10_000,
  userDayMaxFen: 50_000,
  testMerchantDayMaxFen: 100,
  attemptsPerDayMax: 5,
  openAdvancesMax: 3,
  credentialLifeMs: 30 * days,
  tokenLifeMs: 5 * minutes,
  authinfoExpiresInSeconds: 3600,
  repaymentUrlLifeMs: 24 * hours,
  requestSkewMaxMs: 300 * seconds,
  noticeIntervalsMs: [
    15 * seconds,
    15 * seconds,
    30 * seconds,
    3 * minutes,
    10 * minutes,
    20 * minutes,
    30 * minutes,
    30 * minutes,
    30 * minutes,
    60 * minutes,
    3 * hours,
    3 * hours,
    3 * hours,
    6 * hours,
    6 * hours,
  ],
  noticeTimeoutMs: 5 * seconds,
  transactionNotices: false,
  repaymentNotices: true,
  refundTakesMs: 5 * minutes,
  refundWindowMs: 365 * days,
  refundsPerOrderMax: 50,
  refundSpacingMs: minutes,
  failedRefund: 'retried',
  fullRefundClearsDebt: true,
  enableNotices: false,
  terminateWithOpenDebt: 'refuse',
  failedOrder: 'PAYERROR',
  advanceBankType: true,
  alreadyPaidStatus: 400,
  orderClosedStatus: 400,
  overlappingDeducts: 'counted',
  unseenRepeat: 'same',
  useIdSpelling: false,
  acceptVendorSpellings: true,
  acceptPlainIdentificationName: true,
  certificatesInPublicKeyMode: 'not-found',
  newPayer: { balanceFen: 1_000_000, advanceQuota: true },
};
