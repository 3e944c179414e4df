import { type Deduction, minute } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { openSchool, voucher } from '../test/school.ts';

test('INV-8: at the moment a request leaves, its attempt is stored, counted and reserved for', async () => {
  const world = await openSchool();
  await world.upload(world.device, voucher(1));
  const seen: Promise<readonly [readonly Deduction[], Awaited<ReturnType<typeof world.spending>>]>[] = [];
  world.world.onSend = () => {
    seen.push(Promise.all([world.deductions(), world.spending()]));
    return E.right({ type: 'Declined', cause: 'insufficient', code: 'NOTENOUGH' });
  };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await world.progress();
    world.pass(31 * minute);
  }
  expect(world.sent).toHaveLength(3);
  for (const [index, [deductions, spending]] of (await Promise.all(seen)).entries()) {
    expect(deductions).toMatchObject([{ status: 'in-flight', attempts: { total: index + 1 } }]);
    expect(spending).toMatchObject({ open: [{ amount: 1_000 }] });
  }
});
