import type { Change, OrganizationId, Records } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import { type CommittedRecords, deductionOfNumber } from '../world/records.ts';
import { isSettled, type OrderOf } from './deduction-checks.ts';
import type { WechatProof } from './wechat-proof.ts';

export interface CommitParts {
  readonly records: CommittedRecords;
  readonly orderOf: OrderOf;
  readonly proof: WechatProof;
}
type Committed = Pick<Change<unknown>, 'writes' | 'events'>;

/** Rules about what lands together, judged before it is kept. */
export const checkCommit = (
  simulation: Simulation,
  { records, orderOf, proof }: CommitParts,
  organization: OrganizationId,
  change: Committed,
): void => {
  for (const { kind, key, to } of change.writes) {
    if (kind === 'deduction') {
      const before = records.find(organization, 'deduction', key);
      if (before !== undefined) proof.moved(before, to);
      checkEvents(simulation, { kind, id: to.id }, { from: before?.version ?? 0, to: to.version }, change);
    }
    if (kind === 'member') {
      const before = records.find(organization, 'member', key);
      checkMember(simulation, before, to, change);
      checkEvents(simulation, { kind, id: to.outUserId }, { from: before?.version ?? 0, to: to.version }, change);
    }
    if (kind === 'attempt') checkBody(simulation, to, change);
    if (kind === 'notice' && to.status === 'processed') checkProcessed(simulation, { records, orderOf }, to, change);
  }
};

/** INV-36: no older reading over a newer one. INV-41, INV-44: a debt ends by its repayment and by nothing else. */
const checkMember = (
  { violate, count }: Simulation,
  before: Records['member'] | undefined,
  to: Records['member'],
  { writes }: Committed,
): void => {
  if (before?.readAt !== undefined && to.readAt !== before.readAt) {
    count('member read again');
    if (to.readAt === undefined || to.readAt < before.readAt)
      violate('INV-36', `${to.outUserId}: what was read at ${before.readAt} gives way to an older reading`);
  }
  const gone = before?.debts.filter((debt) => !to.debts.includes(debt)) ?? [];
  for (const debt of gone)
    if (!writes.some(({ kind, to: one }) => kind === 'deduction' && one.id === debt && one.status === 'repaid'))
      violate('INV-44', `${to.outUserId}: the debt ${debt} is forgotten`);
};

/** INV-46, INV-50: a notice of a settlement is done with once the settlement is stored, and never where it names another sum. */
const checkProcessed = (
  { violate, count, plan }: Simulation,
  { records, orderOf }: Pick<CommitParts, 'records' | 'orderOf'>,
  { id, subject }: Records['notice'],
  { writes }: Committed,
): void => {
  if (subject.type !== 'Deduction' || subject.claim.tradeState !== 'SUCCESS') return;
  const stored = deductionOfNumber(records, subject.no);
  if (stored === undefined) return violate('INV-52', `notice ${id} of ${subject.no}, which nobody sent`);
  const after =
    writes.flatMap(({ kind, to }) => (kind === 'deduction' && to.id === stored.id ? [to] : []))[0] ?? stored;
  count('notice of a settlement done');
  if (subject.claim.totalFen !== stored.amount)
    violate('INV-46', `notice ${id} speaks of ${subject.claim.totalFen} fen, ${stored.id} of ${stored.amount}`);
  // The query behind it may be answered with a state that nobody knows (F-21): then it is asked again, without the notice.
  if (plan.world.openAnswers === true) return;
  if (!isSettled(after.status) && orderOf(subject.no)?.tradeState === 'SUCCESS' && after.no === subject.no)
    violate('INV-50', `notice ${id} is processed, and ${stored.id} is ${after.status}`);
};

/** INV-15: each step of a state has its event, once, in the same commit. */
const checkEvents = (
  { violate }: Simulation,
  subject: { readonly kind: string; readonly id: string },
  version: { readonly from: number; readonly to: number },
  { events }: Committed,
): void => {
  const told = events.filter((event) => event.subject.kind === subject.kind && event.subject.id === subject.id);
  const names = new Set(told.map(({ key }) => key));
  if (names.size !== version.to - version.from)
    violate('INV-15', `${subject.id} went from step ${version.from} to ${version.to} with ${names.size} events`);
};

/** INV-20: the request is about exactly this sale. */
const checkBody = (
  { violate }: Simulation,
  { body, deduction, no }: Records['attempt'],
  { writes }: Committed,
): void => {
  const sale = writes.flatMap(({ kind, to }) => (kind === 'deduction' && to.id === deduction ? [to] : []))[0];
  if (body === undefined || sale === undefined) return;
  const sent = JSON.parse(body) as { readonly out_trade_no: string; readonly amount: { readonly total: number } };
  if (sent.amount.total !== sale.amount)
    violate('INV-20', `${deduction}: ${sent.amount.total} fen asked of ${sale.amount}`);
  if (sent.out_trade_no !== no)
    violate('INV-6', `${deduction}: ${no} is stored with the bytes of ${sent.out_trade_no}`);
};
