import type { Deduction, DeductionStatus } from '@facepay/domain';
import type { LedgerOrder } from '@facepay/wechat-emulator';
import type { Simulation } from '../engine/simulation.ts';

/** Written down once more, from `simulation.md` §1 and the truths that a late settlement brings; not imported. */
const edges: Readonly<Record<DeductionStatus, string>> = {
  received: 'in-flight held paid advanced repaid',
  held: 'received dead paid advanced repaid',
  reserved: 'in-flight held',
  'in-flight': 'paid advanced repaid unknown failed held',
  unknown: 'paid advanced repaid failed in-flight held',
  failed: 'in-flight held paid advanced repaid unknown',
  paid: 'refunded',
  advanced: 'repaid refunded',
  repaid: 'refunded',
  refunded: '',
  dead: 'paid advanced repaid',
};
export const isSettled = (status: DeductionStatus): boolean =>
  ['paid', 'advanced', 'repaid', 'refunded'].includes(status);
/** While the outcome is open, its part of the limit is set aside. */
export const isOpen = ({ status, reason }: Deduction): boolean =>
  ['reserved', 'in-flight', 'unknown'].includes(status) ||
  (status === 'held' && reason?.startsWith('unknown') === true);

export type OrderOf = (no: string) => LedgerOrder | undefined;

/** One deduction, as it was and as it was just committed. */
export const checkDeduction = (
  { violate, count }: Simulation,
  orderOf: OrderOf,
  before: Deduction | undefined,
  after: Deduction,
): void => {
  const { id, status, no, generation } = after;
  if (no !== `F${id.slice(1, 29)}${String(generation).padStart(2, '0')}`)
    violate('INV-6', `${id}: the number ${no} is not that of generation ${generation}`);
  if (before === undefined) {
    count(`edge new>${status}`);
    if (status !== 'received' && status !== 'held') violate('INV-13', `${id} begins as ${status}`);
    return;
  }
  if (before.status !== status) {
    count(`edge ${before.status}>${status}`);
    if (!edges[before.status].split(' ').includes(status))
      violate(isSettled(before.status) ? 'INV-13' : 'INV-9', `${id}: ${before.status} became ${status}`);
  }
  if (after.fence < before.fence) violate('INV-16', `${id}: fence ${before.fence} became ${after.fence}`);
  if (after.amount !== before.amount || after.outUserId !== before.outUserId || after.voucher !== before.voucher)
    violate('INV-20', `${id}: the sale itself was changed`);
  if (generation !== before.generation) checkNextGeneration(violate, orderOf, before, after);
  if (isSettled(status) && !isSettled(before.status)) checkSettled(violate, orderOf, after);
};

const checkNextGeneration = (
  violate: Simulation['violate'],
  orderOf: OrderOf,
  before: Deduction,
  after: Deduction,
): void => {
  const order = orderOf(before.no);
  if (after.generation !== before.generation + 1) violate('INV-7', `${after.id}: generation ${after.generation}`);
  if (order?.tradeState !== 'CLOSED')
    violate('INV-7', `${after.id}: a new number while ${before.no} is ${order?.tradeState ?? 'unknown to WeChat'}`);
};

const checkSettled = (
  violate: Simulation['violate'],
  orderOf: OrderOf,
  { id, no, amount, status, transactionId, paidAt }: Deduction,
): void => {
  const order = orderOf(no);
  if (order?.tradeState !== 'SUCCESS' || order.amountFen !== amount)
    violate('INV-10', `${id} is ${status} with ${amount} fen; WeChat: ${order?.tradeState} ${order?.amountFen ?? ''}`);
  // Of its own words, never of ours: by the one it is refunded, on the other its fen count (INV-26).
  if (transactionId !== order?.transactionId)
    violate('INV-10', `${id} is ${status} by ${transactionId}; WeChat: ${order?.transactionId ?? 'none'}`);
  if (paidAt !== Date.parse(order?.successTime ?? ''))
    violate('INV-26', `${id} is ${status} at ${paidAt}; WeChat: ${order?.successTime ?? 'never'}`);
  if (status === 'paid' && order?.debtState !== 'NOT_DEBT')
    violate('INV-41', `${id} is paid, yet WeChat advanced it: ${order?.debtState}`);
};
