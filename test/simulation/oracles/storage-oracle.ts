import { dayOf, type OrganizationId, platform, type Records } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import type { CommittedRecords } from '../world/records.ts';
import type { StorageWatch } from '../world/watched-stores.ts';
import { checkAttempt } from './attempt-checks.ts';
import { checkCommit } from './commit-checks.ts';
import type { ClosedMembers } from './closed-members.ts';
import { checkDeduction, isOpen, type OrderOf } from './deduction-checks.ts';
import type { DenyOracle } from './deny-oracle.ts';
import { checkAge } from './sale-time.ts';
import { noteWrites } from './request-oracle.ts';
import { checkSpending } from './spending-checks.ts';
import type { PayscoreOracle } from './payscore-oracle.ts';
import type { WechatProof } from './wechat-proof.ts';

export interface StorageOracleParts {
  readonly orderOf: OrderOf;
  readonly changed: () => void;
  /** Filled with the sales that a person let go. */
  readonly released: Set<string>;
  readonly closed: ClosedMembers;
  readonly denied: DenyOracle;
  readonly proof: WechatProof;
  readonly payscore?: Pick<PayscoreOracle, 'committed'>;
}

/** Step invariants on everything that is committed; each looks only at what the commit touched. */
export const createStorageOracle = (
  simulation: Simulation,
  records: CommittedRecords,
  told: StorageOracleParts,
): StorageWatch => {
  const { orderOf, changed, released, closed, denied, proof } = told;
  const { violate, count, note, coverage } = simulation;
  const positions: string[] = [];
  let decisions = 0;
  return {
    decided: (cause) => {
      decisions += 1;
      if (cause !== undefined) cause.judged = decisions;
    },
    committed: (process, organization, change, cause) => {
      noteWrites(simulation, cause, change);
      checkCommit(simulation, { records, orderOf, proof }, organization, change);
      for (const { kind, key, to } of change.writes) {
        note(`${process} wrote ${kind} ${key}${'status' in to ? ` ${to.status}` : ''}`);
        const before = records.find(organization, kind, key);
        if (kind === 'deduction') {
          const known = records.find(organization, kind, key);
          checkDeduction(simulation, orderOf, known, to);
          coverage.wrote(process, key, known?.status, to.status);
        }
        if (kind === 'payscoreOrder') told.payscore?.committed(records.find(organization, kind, key), to);
        if (kind === 'member') {
          closed.member(to);
          denied.member(to);
        }
        if (kind === 'deduction' && before === undefined) {
          closed.sale(to);
          checkAge(simulation, to);
        }
        if (kind === 'deduction' && to.status === 'received' && before !== undefined) {
          released.add(key);
          if (!change.events.some(({ body }) => body.type === 'DeductionReleased'))
            violate('INV-19', `${key} is let go by nobody`);
        }
        if (kind === 'attempt' && before === undefined) checkAttempt(simulation, records, organization, to, change);
        if (kind === 'spending') checkSpending(simulation, key, records.find(organization, 'spending', key), to);
        if ((kind === 'voucher' || kind === 'credential') && before !== undefined)
          violate('INV-1', `${kind} ${key} was written again`);
        if (kind === 'notice' && before !== undefined && 'processedAt' in before && before.processedAt !== undefined)
          violate('INV-50', `notice ${key} was applied twice`);
      }
      const kinds = new Set(change.writes.map(({ kind }) => kind));
      if (kinds.has('notice') && kinds.has('spending')) count('settled by a notice');
      records.apply(organization, change);
      for (const { kind, key } of change.writes)
        if (kind === 'deduction') checkReservation(simulation, records, organization, key);
      changed();
    },
    claimed: (process, queue, claimed, now, leaseMs) => {
      for (const { organization, key } of claimed) {
        const before: Records[typeof queue] | undefined = records.find(organization, queue, key);
        note(`${process} claimed ${queue} ${key}`);
        if (before?.leaseUntil === undefined) continue;
        count('lease reclaimed');
        if (before.leaseUntil >= now) violate('INV-16', `${queue} ${key} was claimed while another holds it`);
      }
      records.claim(queue, claimed, (now + leaseMs) as never);
      changed();
    },
    readEvents: (events) => {
      for (const { position, key, organization } of events) {
        const name = `${organization}|${key}`;
        const known = positions[position - 1];
        if (position > positions.length + 1) violate('INV-15', `event ${position} seen before ${positions.length + 1}`);
        if (known !== undefined && known !== name) violate('INV-15', `event ${position} is ${known} and ${name}`);
        positions[position - 1] = name;
      }
    },
  };
};

/** INV-25, as a rule of every moment: set aside exactly while the outcome is open. */
const checkReservation = (
  { violate, plan }: Simulation,
  records: CommittedRecords,
  organization: OrganizationId,
  key: string,
): void => {
  const deduction = records.find(organization, 'deduction', key);
  if (deduction === undefined) return;
  const books = [`${organization}/${deduction.outUserId}`];
  if (plan.world.testMerchant) books.push(`merchant/${deduction.subMchid}`);
  for (const book of books) {
    const open = records.find(platform, 'spending', book)?.open.filter((line) => line.deduction === deduction.id) ?? [];
    if (open.length !== (isOpen(deduction) ? 1 : 0))
      violate('INV-25', `${key} is ${deduction.status} (${deduction.reason ?? ''}) with ${open.length} reservations`);
    for (const { amount, day } of open)
      if (amount !== deduction.amount || day > dayOf(deduction.lastAttemptAt ?? deduction.saleAt))
        violate('INV-25', `${key}: ${amount} fen set aside on ${day}`);
  }
};
