import type { Deduction } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import type { World } from '../world/build-world.ts';
import { isSettled } from './deduction-checks.ts';
import type { Minted } from './voucher-witness.ts';

/** Everything that was ever signed is on the server: as a sale, or as evidence that is never charged (INV-3, INV-4). */
export const auditVouchers = (simulation: Simulation, world: World, deductions: readonly Deduction[]): void => {
  const { violate, count } = simulation;
  const { records, witness, released } = world;
  const vouchers = new Map(records.all('voucher').map((voucher) => [voucher.hash, voucher]));
  const evidence = new Set(records.all('evidence').map(({ hash }) => hash));
  for (const hash of [...vouchers.keys(), ...evidence])
    if (!witness.all.has(hash)) violate('INV-3', `the server has ${hash}, which no terminal signed`);
  for (const minted of witness.all.values()) {
    const stored = vouchers.get(minted.hash);
    if (evidence.has(minted.hash)) count('ends as evidence');
    else if (stored === undefined) violate('INV-3', `${nameOf(minted)} is not on the server`);
    if (evidence.has(minted.hash) && stored !== undefined) violate('INV-62', `${nameOf(minted)} is kept as both`);
  }
  if (deductions.length !== vouchers.size) violate('INV-31', `${vouchers.size} sales, ${deductions.length} deductions`);
  auditStale(simulation, world, deductions);

  const byId = new Map(deductions.map((deduction) => [deduction.id, deduction]));
  for (const minted of witness.all.values()) {
    const { expected, hash } = minted;
    const stored = vouchers.get(hash);
    const deduction = stored === undefined ? undefined : byId.get(stored.deduction);
    if (expected?.type === 'evidence' && !evidence.has(hash)) violate('INV-62', `${nameOf(minted)} is no evidence`);
    if (expected?.type !== 'held' || deduction === undefined) continue;
    const { status, reason = '', attempts } = deduction;
    if (released.has(deduction.id)) continue;
    if (isSettled(status) || attempts.total > 0)
      violate('INV-19', `${nameOf(minted)} was tried, expected ${expected.reasons.join()}`);
    if (status === 'held' && !expected.reasons.includes(reason))
      violate('INV-19', `${nameOf(minted)} is held: ${reason}, expected ${expected.reasons.join()}`);
    if (status === 'held') count(`hostile held ${reason}`);
  }
};

/** INV-37: what a terminal sold that had not heard of the end yet. */
const auditStale = (
  { violate, count }: Simulation,
  { closed, released }: Pick<World, 'closed' | 'released'>,
  deductions: readonly Deduction[],
): void => {
  for (const { id, status, outUserId, attempts } of deductions) {
    if (!closed.stale.has(id) || released.has(id)) continue;
    count(`stale sale ${status}`);
    if ((status !== 'held' && status !== 'dead') || attempts.total > 0)
      violate('INV-37', `${id} of ${outUserId} came after the end and is ${status}`);
  }
};

const nameOf = ({ deviceId, sequence, hash }: Minted): string => `voucher ${deviceId}/${sequence} ${hash.slice(0, 8)}`;
