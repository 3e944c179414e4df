import { entryOf } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

const day = 86_400_000;

/** BAD-44, BAD-45, BAD-46, BAD-50, BAD-52, BAD-55: a batch of everything that must not be charged, among good ones. */
export const attackVouchers = async (raid: Raid, at: number): Promise<void> => {
  const { simulation } = raid;
  const now = simulation.wallNow();
  const terminal = await raid.enrol(`hostile-${at}`);
  const entries: unknown[] = [];
  const good = async (): Promise<void> =>
    void entries.push(entryOf(terminal.mint(await raid.sale(500), { type: 'charge' })));
  const bad = async (reason: string, change: Parameters<typeof terminal.mint>[2]): Promise<void> => {
    const voucher = terminal.mint(await raid.sale(400), { type: 'held', reasons: [reason] }, change);
    entries.push(entryOf(voucher));
  };
  await good();
  for (const amountFen of ['0', '-1', '10001', '1.5', '"100"', '9007199254740992', 'null'])
    await bad('amount', { amountFen });
  await bad('user', { outUserId: 'nobody-1', userId: 'FUnobody' });
  await bad('user', { userId: 'FUother' });
  await bad('tenant', { organizationId: 'Oother0school' });
  await bad('merchant', { subMchid: '1999999999' });
  const { credential } = await raid.sale(400);
  await bad('credential', { credential: credential.slice(0, -8) });
  await bad('credential', {
    credential: credential.replace('+', ' ') === credential ? ' ' : credential.replace('+', ' '),
  });
  for (const saleAtMs of [now + day, now - 31 * day, Date.parse('9999-06-01T00:00:00+08:00')])
    await bad('clock', { saleAtMs: String(saleAtMs) });
  entries.push('not a voucher', { signed: false }, Buffer.from('FPV1').toString('base64'));
  await good();

  const { text } = await raid.expect('INV-18', [200], () => terminal.upload(entries));
  const { results } = JSON.parse(text) as { readonly results: readonly { readonly status: string }[] };
  const unreadable = results.filter(({ status }) => status === 'unreadable').length;
  if (unreadable !== 3 || results.length !== entries.length)
    simulation.violate('INV-18', `${unreadable} of ${results.length} entries are unreadable, expected 3`);
};
