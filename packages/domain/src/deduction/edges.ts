import type { DeductionStatus } from './deduction.ts';

/**
 * Legal edges as data; what is not here throws, being a programmer's error. `received`, `held`, `failed` and `dead` may still turn
 * out settled: WeChat can settle what it called failed (F-19), and the record follows a verified query.
 */
export const legalEdges: Readonly<Record<DeductionStatus, readonly DeductionStatus[]>> = {
  received: ['reserved', 'held', 'paid', 'advanced', 'repaid'],
  held: ['received', 'dead', 'paid', 'advanced', 'repaid'],
  reserved: ['in-flight', 'held'],
  'in-flight': ['paid', 'advanced', 'repaid', 'unknown', 'failed', 'held'],
  unknown: ['paid', 'advanced', 'repaid', 'failed', 'in-flight', 'held'],
  failed: ['reserved', 'held', 'paid', 'advanced', 'repaid', 'unknown'],
  paid: ['refunded'],
  advanced: ['repaid', 'refunded'],
  repaid: ['refunded'],
  refunded: [],
  dead: ['paid', 'advanced', 'repaid'],
};

/** Money moved; absorbing but for repayment and refund (INV-13). */
export const isSettled = (status: DeductionStatus): boolean =>
  status === 'paid' || status === 'advanced' || status === 'repaid' || status === 'refunded';

export const assertEdge = (from: DeductionStatus, to: DeductionStatus): void => {
  if (from !== to && !legalEdges[from].includes(to)) throw new Error(`illegal edge of a deduction: ${from} -> ${to}`);
};
