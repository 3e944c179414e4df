import { type Change, dayOf, type Deduction, type Instant, type OrganizationId, type Records } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import type { CommittedRecords } from '../world/records.ts';
import { checkWindow } from './retry-checks.ts';

const attemptsMax = 5;
const amountMaxFen = 10_000;

/** T2: what the transaction itself saw is judged here from outside. */
export const checkAttempt = (
  simulation: Simulation,
  records: CommittedRecords,
  organization: OrganizationId,
  attempt: Records['attempt'],
  change: Pick<Change<unknown>, 'writes'>,
): void => {
  const { violate } = simulation;
  const sent = change.writes.find(({ kind }) => kind === 'deduction');
  const deduction = sent?.kind === 'deduction' ? sent.to : undefined;
  if (deduction === undefined) return violate('INV-8', `an attempt of ${attempt.deduction} without its deduction`);
  const { id, outUserId, attempts, amount, device: deviceId } = deduction;
  const member = records.find(organization, 'member', outUserId);
  if (member === undefined || !mayBeCharged(member))
    violate('INV-35', `${id} is tried for ${outUserId}: ${member?.contract.status} ${member?.usage}`);
  if (attempts.onDay > attemptsMax) violate('INV-33', `${id}: attempt ${attempts.onDay}`);
  if (amount < 1 || amount > amountMaxFen) violate('INV-22', `${id}: ${amount} fen`);
  if (records.all('evidence').some(({ voucher }) => voucher.startsWith(`${deviceId}/`)))
    violate('INV-62', `${id} is tried after ${deviceId} was found in two places`);
  const before = records.find(organization, 'deduction', id);
  if (before !== undefined) checkWindow(simulation, before, attempt.at);
  checkOwnLimits(violate, records, organization, { deduction, at: attempt.at, change });
  const keptUnder = records.find(organization, 'attempt', attempt.bodyOf)?.body ?? attempt.body;
  if (keptUnder === undefined) violate('INV-6', `${id}: no stored bytes behind an attempt`);
};

/** INV-24: below what the school and the parents allow at this moment; what was set aside before a change stays. */
const checkOwnLimits = (
  violate: Simulation['violate'],
  records: CommittedRecords,
  organization: OrganizationId,
  sent: {
    readonly deduction: Deduction;
    readonly at: Instant;
    readonly change: Pick<Change<unknown>, 'writes'>;
  },
): void => {
  const { id, outUserId } = sent.deduction;
  const before = records.find(organization, 'deduction', id);
  if (before?.status !== 'received' && before?.status !== 'failed') return;
  const school = records.find(organization, 'organization', organization);
  const own = records.find(organization, 'member', outUserId)?.limits?.day;
  const limit = Math.min(school?.dayLimit ?? Infinity, own ?? Infinity);
  const book = sent.change.writes.find(
    ({ kind, key }) => kind === 'spending' && key === `${organization}/${outUserId}`,
  );
  if (limit === Infinity || book?.kind !== 'spending') return;
  const day = dayOf(sent.at);
  const lines = [
    ...book.to.settled.filter((line) => line.day === day),
    ...book.to.open.filter((line) => line.day <= day),
  ];
  const fen = lines.reduce((sum, { amount }) => sum + amount, 0);
  if (fen > limit) violate('INV-24', `${outUserId}: ${fen} fen of ${limit} on ${day}`);
};

/** Written down once more, from INV-35. */
const mayBeCharged = ({ contract, usage, blockedAt }: Records['member']): boolean =>
  contract.status === 'signed' && usage !== 'disabled' && blockedAt === undefined;
