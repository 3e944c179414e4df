import { expect, test } from 'vitest';
import { createEmulatedWorld, deductBody, mint, signUp } from '../../test/emulated-world.ts';

test('FAQ 5.4: an organization id belongs to the provider: one pupil of it pays to two merchant numbers', async () => {
  const world = createEmulatedWorld();
  const pupil = await signUp(world, 'stu-000001');
  const { subMchid, testSubMchid } = world.keys;
  for (const [index, merchant] of [subMchid, testSubMchid].entries()) {
    const no = `M-00000${index}`;
    const body = { ...deductBody(world, await mint(world, pupil, 50, merchant), no, 50), sub_mchid: merchant };
    const answer = await world.client.call('POST', '/v3/offlineface/transactions', body);
    expect(answer.json).toMatchObject({ trade_state: 'SUCCESS', sub_mchid: merchant });
  }
  expect(pupil.organizationId).toMatch(/^O/);
});
