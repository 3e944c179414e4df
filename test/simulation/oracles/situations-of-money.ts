import { type Change, dayOf, type Deduction, type OrganizationId, type Records } from '@facepay/domain';
import { isClosed } from './closed-members.ts';
import { isSettled } from './deduction-checks.ts';
import type { SituationParts } from './situation-parts.ts';

type Written = Pick<Change<unknown>, 'writes'>;
interface Past {
  readonly reasons: Set<string>;
  wasHeld: boolean;
}

/** How a sale came to its end. */
export const situationsOfMoney = ({ simulation, records, awaiting, sometimes }: SituationParts) => {
  const { wallNow } = simulation;
  const pasts = new Map<string, Past>();
  const advancesOf = new Map<string, string[]>();
  const pastOf = (id: string): Past => {
    const known = pasts.get(id) ?? { reasons: new Set<string>(), wasHeld: false };
    pasts.set(id, known);
    return known;
  };
  const settles = (organization: OrganizationId, before: Deduction, after: Deduction, byNotice: boolean): void => {
    const { reasons } = pastOf(after.id);
    const was = (words: string): boolean => [...reasons].some((reason) => reason.includes(words));
    const now = wallNow();
    if (byNotice && awaiting.has(after.no)) sometimes('notice before answer');
    if (!byNotice && before.status === 'unknown') sometimes('settled by a query after the answer was lost');
    if (after.generation > 1) sometimes('ORDER_CLOSED then paid by generation 2');
    if (was('limit')) sometimes('held for the limit, let go, charged');
    if (was('contract') || was('disabled')) sometimes('held for an ended contract, let go, charged');
    if (was('NOTENOUGH') || before.attempts.total > 1) sometimes('charged by a later attempt');
    if (was('risk')) sometimes('risk refused, later paid');
    if (was('not-found')) sometimes('not to be found, same number again, paid');
    if (before.status === 'failed' || before.status === 'held') sometimes('paid after it was given as failed or held');
    if (before.unknownSince !== undefined && now - before.unknownSince > 600_000)
      sometimes('unknown for ten minutes, then settled');
    if (before.lastAttemptAt !== undefined && now - before.lastAttemptAt > 3_600_000)
      sometimes('settled an hour after its request');
    const member = records.find(organization, 'member', after.outUserId);
    if (member !== undefined && isClosed(member)) sometimes('settled after the member was closed');
    const { paidAt, lastAttemptAt } = after;
    if (paidAt === undefined || lastAttemptAt === undefined) return;
    if (dayOf(lastAttemptAt) < dayOf(paidAt)) sometimes('reservation across midnight settled on day 2');
    else if (dayOf(paidAt) < dayOf(simulationDay(now))) sometimes('known on day 2, settled on day 1');
  };
  const advances = ({ outUserId, status }: Deduction): void => {
    const story = advancesOf.get(outUserId) ?? [];
    story.push(status);
    advancesOf.set(outUserId, story);
    const open = story.filter((one) => one === 'advanced').length - story.filter((one) => one === 'repaid').length;
    if (status === 'advanced' && open === 3) sometimes('third advance');
    if (status === 'advanced' && story.includes('repaid')) sometimes('repaid, and advanced again');
    if (status === 'repaid' && story.filter((one) => one === 'advanced').length >= 3)
      sometimes('third advance then repayment');
  };
  const spends = (key: string, { settled, open }: Records['spending']): void => {
    const day = dayOf(simulationDay(wallNow()));
    const lines = [...settled.filter((line) => line.day === day), ...open.filter((line) => line.day <= day)];
    const fen = lines.reduce((sum, { amount }) => sum + amount, 0);
    if (key.startsWith('merchant/') && fen > 80) sometimes('day of the test merchant nearly used up');
    if (fen > 40_000) sometimes('day limit nearly used up');
    if (new Set(open.map((line) => line.day)).size > 1) sometimes('reservations of two days at once');
  };

  return (organization: OrganizationId, { writes }: Written): void => {
    const byNotice = writes.some(({ kind }) => kind === 'notice');
    for (const { kind, key, to } of writes) {
      if (kind === 'spending') spends(key, to);
      if (kind !== 'deduction') continue;
      const before = records.find(organization, 'deduction', key);
      if (before === undefined || before.status === to.status) continue;
      if (before.reason !== undefined) pastOf(key).reasons.add(before.reason);
      if (to.reason !== undefined) pastOf(key).reasons.add(to.reason);
      if (isSettled(to.status) && !isSettled(before.status)) settles(organization, before, to, byNotice);
      if (to.status === 'advanced' || to.status === 'repaid') advances(to);
      if (to.status === 'in-flight' && to.attempts.onDay === 5) sometimes('fifth attempt of a day');
      if (to.status === 'held') {
        if (pastOf(key).wasHeld) sometimes('let go and held again');
        pastOf(key).wasHeld = true;
      }
      const waits = to.status === 'failed' && to.dueAt !== undefined && to.dueAt > wallNow() + 3_600_000;
      if (waits) sometimes('waits for the next window');
    }
  };
};

const simulationDay = (at: number): Deduction['saleAt'] => at as Deduction['saleAt'];
