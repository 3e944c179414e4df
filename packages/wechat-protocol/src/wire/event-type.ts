/** `event_type` values of K12 notices; others may come and must be kept (`k12-wire.md` §8). */
export const eventTypes = {
  userStateChange: 'FACEPAY.USER_STATE_CHANGE',
  /** Assumed names: the real ones are not published, so nothing may depend on these notices. */
  transactionSuccess: 'TRANSACTION.SUCCESS',
  transactionFail: 'TRANSACTION.FAIL',
  transactionPayBack: 'TRANSACTION.PAY_BACK',
  refundSuccess: 'REFUND.SUCCESS',
  refundAbnormal: 'REFUND.ABNORMAL',
  refundClosed: 'REFUND.CLOSED',
} as const;

/** Of Pay Score (`payscore-wire.md` §11); every other `PAYSCORE.…` is acknowledged and left alone. */
export const payscoreEventTypes = {
  userConfirm: 'PAYSCORE.USER_CONFIRM',
  userPaid: 'PAYSCORE.USER_PAID',
  userOpenService: 'PAYSCORE.USER_OPEN_SERVICE',
  userCloseService: 'PAYSCORE.USER_CLOSE_SERVICE',
} as const;

export const originalTypes = {
  userStateChange: 'facepay',
  transaction: 'transaction',
  refund: 'refund',
  payscore: 'payscore',
} as const;
