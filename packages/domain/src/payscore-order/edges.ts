import type { PayscoreStage, PayscoreStatus } from './payscore-order.ts';
import type { PayscoreCall } from './wish.ts';

/** One row of the state table (`payscore-wire.md` §6). */
export interface PayscoreEdge {
  readonly from: PayscoreStage;
  readonly to: PayscoreStage;
  /** One of our calls, or what happens at WeChat. */
  readonly by: PayscoreCall | 'user-confirm' | 'payment' | 'time';
  readonly note?: string;
}
/** Legal edges as data; everything that is not here does not occur (INV-70). */
export const payscoreEdges: readonly PayscoreEdge[] = [
  { from: 'created', to: 'in-service', by: 'user-confirm' },
  { from: 'created', to: 'revoked', by: 'cancel' },
  { from: 'created', to: 'expired', by: 'time', note: 'unchanged for 30 days' },
  { from: 'in-service', to: 'awaiting-payment', by: 'complete', note: 'total above 0' },
  { from: 'in-service', to: 'done', by: 'complete', note: 'total 0, nothing is collected' },
  { from: 'in-service', to: 'revoked', by: 'cancel' },
  { from: 'awaiting-payment', to: 'awaiting-payment', by: 'modify', note: 'strictly lower' },
  { from: 'awaiting-payment', to: 'done', by: 'payment', note: 'a deduction, or the user pays by hand' },
  { from: 'awaiting-payment', to: 'done', by: 'sync', note: 'paid outside WeChat' },
  { from: 'awaiting-payment', to: 'done', by: 'modify', note: 'down to 0 [assumed]' },
  { from: 'awaiting-payment', to: 'revoked', by: 'cancel', note: 'sources disagree; WeChat may refuse' },
];

/** The calls that leave here where an order stands so. Create again is a re-entry, for another package only. */
export const payscoreLegalCalls: Readonly<Record<PayscoreStatus, readonly PayscoreCall[]>> = {
  requested: [],
  refused: [],
  created: ['create', 'cancel'],
  'in-service': ['complete', 'cancel'],
  'awaiting-payment': ['modify', 'sync', 'cancel'],
  done: [],
  revoked: [],
  expired: [],
};

/** Nothing follows any more (INV-70). */
export const isFinalStage = (status: PayscoreStatus): boolean =>
  status === 'done' || status === 'revoked' || status === 'expired';

/** May an order that stood here be found there, some edges later? We do not see every step. */
export const canReach = (from: PayscoreStatus, to: PayscoreStage): boolean => {
  if (from === 'requested' || from === 'refused' || from === to) return true;
  const seen = new Set<PayscoreStage>([from]); // the table is in the order of an order's life, so one pass is enough
  for (const edge of payscoreEdges) if (seen.has(edge.from)) seen.add(edge.to);
  return seen.has(to);
};
