import { DeviceId, OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { misleading } from './wechat-disturbances.ts';
import { must, type OpenWechatWorld, run, type WechatWorld } from './wechat-world.ts';

/** What `WechatTerminals` promises, of every adapter. */
export const wechatTerminalsSuite = (name: string, open: OpenWechatWorld): void => {
  describe(`terminals at WeChat: ${name}`, () => {
    test('a terminal gets its permission; how long it is good for is a number of seconds, if told', async () => {
      const { authinfo, expiresIn = 1 } = await run(ask(await open()));
      expect(authinfo).not.toBe('');
      expect(Number.isSafeInteger(expiresIn) && expiresIn > 0).toBe(true);
    });
    test('for an organization that WeChat does not know there is none', async () => {
      const unknown = must(OrganizationId.of('O0FFFFFZ0000000000'));
      expect(await ask(await open(), unknown)()).toMatchObject(E.left({ type: 'WechatRefused' }));
    });
    test.each(misleading)('INV-54 after %s there is none, and asking again is fine', async (disturbance) => {
      const world = await open();
      await world.disturb(disturbance);
      expect(await ask(world)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      expect(E.isRight(await ask(world)())).toBe(true);
    });
  });
};

const ask = (world: WechatWorld, organization = world.organization) =>
  world.terminals.authinfo({
    organization,
    subMchid: world.subMchid,
    device: must(DeviceId.of('terminal-1')),
    rawData: 'H0kvnUgGHKuqflNwtNqCdOVpbO4FPSowudTG',
  });
