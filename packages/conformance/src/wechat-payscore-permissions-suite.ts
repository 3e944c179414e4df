import { AuthorizationCode, hour, type PermissionOf } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { ask, cancelWish, guest, openInService, type OpenPayscoreWorld } from './payscore-world.ts';
import { effective, misleading } from './wechat-disturbances.ts';
import { must, run } from './wechat-world.ts';

const code = must(AuthorizationCode.of('C-1'));
const byCode: PermissionOf = { type: 'code', code };
const byOpenid: PermissionOf = { type: 'openid', openid: guest };
const notifyUrl = 'https://school.example/notify';

/** What `WechatPayscorePermissions` promises, of every adapter, in direct and in partner mode. */
export const wechatPayscorePermissionsSuite = (name: string, open: OpenPayscoreWorld): void => {
  const openAuthorised = async () => {
    const world = await open('no-confirm');
    const token = await run(world.permissions.preAuthorise({ code, notifyUrl }));
    await world.authorise(guest, token);
    return world;
  };
  describe(`authorisations at WeChat: ${name}`, () => {
    test('who never authorised has no record, which is not "unavailable"', async () => {
      const { permissions } = await open('no-confirm');
      for (const who of [byCode, byOpenid]) expect(await permissions.read(who)()).toEqual(E.right(undefined));
    });
    test('pre-authorised: unbound until the user says yes, then available by code and by openid', async () => {
      const world = await open('no-confirm');
      const token = await run(world.permissions.preAuthorise({ code, notifyUrl }));
      expect(await run(world.permissions.read(byCode))).toMatchObject({ state: 'unbound' });
      await world.authorise(guest, token);
      const openedAt = Math.floor(world.now() / 1000) * 1000;
      for (const who of [byCode, byOpenid])
        expect(await run(world.permissions.read(who))).toMatchObject({ state: 'available', openid: guest, openedAt });
    });
    test('authorised at a face terminal, there is a record without a code', async () => {
      const world = await open('no-confirm');
      await world.authorise(guest);
      const reading = await run(world.permissions.read(byOpenid));
      expect(reading).toMatchObject({ state: 'available', openid: guest });
      expect(reading).not.toHaveProperty('code');
    });
    test.each([byCode, byOpenid])('ended by $type: unavailable, and ended again is ended', async (of) => {
      const world = await openAuthorised();
      await world.pass(hour);
      expect(await run(world.permissions.terminate(of, '不再使用'))).toBe('terminated');
      const closedAt = Math.floor(world.now() / 1000) * 1000;
      for (const each of [byCode, byOpenid])
        expect(await run(world.permissions.read(each))).toMatchObject({ state: 'unavailable', closedAt });
      expect(await run(world.permissions.terminate(of, '不再使用'))).toBe('terminated');
    });
    test('§10.3 it stays while an order is open', async () => {
      const { world, no } = await openInService(open);
      expect(await run(world.permissions.terminate(byOpenid, '不再使用'))).toBe('orders-open');
      expect(await run(world.permissions.read(byOpenid))).toMatchObject({ state: 'available' });
      must(await ask(world, no, cancelWish()));
      expect(await run(world.permissions.terminate(byOpenid, '不再使用'))).toBe('terminated');
    });
    test('what was never there is not ended', async () => {
      const { permissions } = await open('no-confirm');
      expect(await permissions.terminate(byOpenid, '不再使用')()).toMatchObject(E.left({ type: 'WechatRefused' }));
    });
    test.each(misleading)(
      'INV-9 after %s nothing is believed; an end that took effect is seen',
      async (disturbance) => {
        const world = await openAuthorised();
        await world.disturb(disturbance);
        expect(await world.permissions.read(byCode)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
        await world.disturb(disturbance);
        const ended = await world.permissions.terminate(byCode, '不再使用')();
        expect(ended).toMatchObject(
          effective.has(disturbance) ? E.right('terminated') : E.left({ type: 'WechatUnknown' }),
        );
      },
    );
  });
};
