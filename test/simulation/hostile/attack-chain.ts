import { entryOf } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

/** BAD-47, BAD-48, BAD-49: one voucher again and again, and chains that cannot be. Each box is quarantined for its own. */
export const attackChain = async (raid: Raid, at: number): Promise<void> => {
  const { expect } = raid;
  const terminal = await raid.enrol(`hostile-${at}`);
  const first = terminal.mint(await raid.sale(300), { type: 'charge' });
  const missing = terminal.mint(await raid.sale(310), { type: 'charge' });
  const third = terminal.mint(await raid.sale(320), { type: 'charge' });
  // Twice in one batch, again in the next, a gap, and what fills it: one sale each.
  await expect('INV-4', [200], () => terminal.upload([entryOf(first), entryOf(first)]));
  await expect('INV-61', [200], () => terminal.upload([entryOf(first), entryOf(third)]));
  await expect('INV-61', [200], () => terminal.upload([entryOf(missing)]));

  const { sequence, previousHash } = first.voucher;
  const other = terminal.mint(await raid.sale(330), { type: 'evidence' }, { sequence, previousHash });
  await expect('INV-62', [200], () => terminal.upload([entryOf(other)]));
  const afterwards = terminal.mint(await raid.sale(340), { type: 'held', reasons: ['clone'] });
  await expect('INV-62', [200], () => terminal.upload([entryOf(afterwards)]));

  // The credential of another box's sale.
  const thief = await raid.enrol(`hostile-${at}-thief`);
  const { credential } = first.voucher;
  const stolen = thief.mint({ ...(await raid.sale(300)), credential }, { type: 'evidence' });
  await expect('INV-63', [200], () => thief.upload([entryOf(stolen)]));

  // Backwards, and behind a predecessor that nobody knows.
  const broken = await raid.enrol(`hostile-${at}-broken`);
  const begun = broken.mint(await raid.sale(350), { type: 'charge' });
  const wrong = { sequence: 2, previousHash: new Uint8Array(32).fill(7) };
  const strange = broken.mint(await raid.sale(360), { type: 'evidence' }, wrong);
  await expect('INV-62', [200], () => broken.upload([entryOf(begun), entryOf(strange)]));
};
