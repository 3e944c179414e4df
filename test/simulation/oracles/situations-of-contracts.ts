import type { Change, Deduction, OrganizationId } from '@facepay/domain';
import { deductionOfNumber } from '../world/records.ts';
import { isClosed } from './closed-members.ts';
import type { SituationParts } from './situation-parts.ts';

/** What becomes of contracts, limits, terminals and notices while sales are on their way. */
export const situationsOfContracts = ({ simulation, records, awaiting, sometimes }: SituationParts) => {
  const { plan, conditions, wallNow } = simulation;
  const isOnItsWay = (outUserId: string): boolean =>
    [...awaiting.keys()].some((no) => deductionOfNumber(records, no)?.outUserId === outUserId);
  const closedOnce = new Set<string>();
  const lastSaleOf = new Map<string, Pick<Deduction, 'device' | 'saleAt'>>();

  return (organization: OrganizationId, { writes }: Pick<Change<unknown>, 'writes'>): void => {
    for (const { kind, key, to } of writes) {
      if (kind === 'member') {
        const before = records.find(organization, 'member', key);
        if (before === undefined) continue;
        if (isClosed(to) && !isClosed(before) && isOnItsWay(key)) sometimes('closed while a request was on its way');
        if (isClosed(to)) closedOnce.add(key);
        if (!isClosed(to) && isClosed(before)) sometimes('closed and opened again');
        const [old, now] = [before.contract, to.contract];
        if (now.status === 'signed' && (old.status === 'terminated' || old.status === 'terminating'))
          sometimes('signed again after an end');
        if (isClosed(to) && to.debts.length > 0) sometimes('closed with an advance that is open');
        const limits = JSON.stringify(before.limits) !== JSON.stringify(to.limits);
        if (limits && isOnItsWay(key)) sometimes('limit changed while a request was on its way');
      }
      if (kind === 'deduction' && to.status === 'in-flight' && closedOnce.has(to.outUserId))
        sometimes('charged after it was opened again');
      if (kind === 'deduction' && records.find(organization, 'deduction', key) === undefined) {
        const lateMs = to.receivedAt - to.saleAt;
        if (lateMs > 600_000 && lateMs < 86_400_000) sometimes('uploaded ten minutes after the sale');
        if (lateMs > 3_600_000 && lateMs < 86_400_000) sometimes('uploaded hours after the sale');
        if (Math.abs(conditions.offsetMs('device')) > 86_400_000 && to.device === 'counter-1')
          sometimes('sold under a clock that is days off');
        const last = lastSaleOf.get(to.outUserId);
        if (last !== undefined && last.device !== to.device && Math.abs(to.saleAt - last.saleAt) < 300_000)
          sometimes('two counters sold to one pupil within minutes');
        lastSaleOf.set(to.outUserId, to);
      }
      if (kind === 'device' && to.quarantine !== undefined) {
        if (records.find(organization, 'device', key)?.quarantine !== undefined) continue;
        if (plan.ops.some((op) => op.type === 'clone')) sometimes('clone quarantined');
        if (plan.ops.some((op) => op.type === 'restore')) sometimes('old image quarantined');
      }
      if (kind === 'notice' && to.status === 'quarantined') sometimes(`notice kept apart: ${to.reason ?? ''}`);
      if (kind === 'notice' && to.processedAt !== undefined && wallNow() - to.receivedAt > 60_000)
        sometimes('notice applied a minute after it came');
    }
  };
};
