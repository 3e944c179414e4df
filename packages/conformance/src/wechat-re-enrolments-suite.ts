import { OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { misleading } from './wechat-disturbances.ts';
import { must, type OpenWechatWorld, run, signUp } from './wechat-world.ts';

/** What `WechatReEnrolments` promises, of every adapter. */
export const wechatReEnrolmentsSuite = (name: string, open: OpenWechatWorld): void => {
  describe(`re-enrolments at WeChat: ${name}`, () => {
    test('FAQ 1.21 one goes from required over uploaded to complete, when the parent has confirmed', async () => {
      const world = await open();
      const { userId } = await signUp(world);
      const found = () => run(world.reEnrolments.page(world.organization, 0, 20));
      expect(await found()).toEqual([]);
      await world.reEnrol(userId, 'require');
      const [wanted] = await found();
      expect(wanted).toEqual({ id: expect.any(String), userId, state: 'required' });
      await world.reEnrol(userId, 'upload');
      const uploadedAt = world.now();
      expect(await found()).toEqual([{ ...wanted, state: 'uploaded', uploadedAt }]);
      await world.pass(60_000);
      await world.reEnrol(userId, 'confirm');
      expect(await found()).toEqual([{ ...wanted, state: 'complete', uploadedAt, confirmedAt: world.now() }]);
    });
    test('pages do not overlap, and the last is short', async () => {
      const world = await open();
      const pupils = [await signUp(world, 1), await signUp(world, 2), await signUp(world, 3)];
      for (const { userId } of pupils) await world.reEnrol(userId, 'require');
      const pages = [0, 2].map((offset) => run(world.reEnrolments.page(world.organization, offset, 2)));
      const [first, second] = await Promise.all(pages);
      expect([first?.length, second?.length]).toEqual([2, 1]);
      const users = [...(first ?? []), ...(second ?? [])].map(({ userId }) => userId);
      expect(users.toSorted()).toEqual(pupils.map(({ userId }) => userId).toSorted());
    });
    test('an organization without any has none', async () => {
      const { reEnrolments } = await open();
      expect(await reEnrolments.page(must(OrganizationId.of('O0FFFFFZ0000000000')), 0, 20)()).toEqual(E.right([]));
    });
    test.each(misleading)('INV-54 after %s nothing is believed, and the next answer is', async (disturbance) => {
      const world = await open();
      await world.disturb(disturbance);
      const asked = () => world.reEnrolments.page(world.organization, 0, 20)();
      expect(await asked()).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      expect(await asked()).toEqual(E.right([]));
    });
  });
};
