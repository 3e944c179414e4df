import { entryOf } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

const minute = 60_000;

/** BAD-41, BAD-42, BAD-43, BAD-51: whose request is it, of when, and have we seen it? */
export const attackRequests = async (raid: Raid, at: number): Promise<void> => {
  const { expect, simulation } = raid;
  const terminal = await raid.enrol(`hostile-${at}`);
  const victim = 'counter-1';
  const forged = (change: Parameters<typeof terminal.heartbeat>[0]) => () => terminal.heartbeat(change);
  const bare = () => ({ ...terminal.heartbeat(), headers: { 'content-type': 'application/json' } });

  await expect('INV-59', [401], bare);
  await expect('INV-59', [401], forged({ path: victim, keyid: victim }));
  await expect('INV-59', [401], forged({ path: victim }));
  await expect('INV-59', [401], forged({ keyOf: 'nobody', keyid: victim, path: victim }));
  await expect('INV-59', [401], forged({ keyid: 'never-enrolled' }));
  await expect('INV-59', [401], () => ({ ...terminal.heartbeat(), body: Buffer.from('{"clockMs":1}') }));

  const tooEarly = await expect('INV-60', [401], forged({ atMs: 3_600_000 }));
  if (!tooEarly.text.includes('"serverTime"')) simulation.violate('INV-60', 'the device is not told the time');
  await expect('INV-60', [401], () => terminal.heartbeat({ atMs: simulation.wallNow() - 304_000 }));
  await expect('INV-60', [401], () => terminal.heartbeat({ atMs: simulation.wallNow() + 304_000 }));

  await expect('INV-96', [422], () => terminal.upload([]));
  await expect('INV-96', [413], () => terminal.upload(Array.from({ length: 501 }, () => 'x')));

  const voucher = terminal.mint(await raid.sale(700), { type: 'charge' });
  await expect('INV-59', [401], () => terminal.upload([entryOf(voucher)], { keyOf: 'nobody' }));
  // Captured once and sent again: inside the window it has no second effect, after it it is nobody's.
  const captured = terminal.upload([entryOf(voucher)]);
  const capturedAt = simulation.wallNow();
  const first = await raid.send(() => captured);
  if (first.status === 200) await expect('INV-60', [200], () => captured);
  else await expect('INV-60', [200], () => terminal.upload([entryOf(voucher)]));
  await raid.sleep(Math.max(0, capturedAt + 5 * minute + 5000 - simulation.wallNow()));
  await expect('INV-60', [401], () => captured);

  await raid.office.revoke(terminal.deviceId);
  await expect('INV-59', [401], () => terminal.heartbeat());
  await expect('INV-59', [401], () => terminal.upload([entryOf(voucher)]));
};
