import { OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { misleading } from './wechat-disturbances.ts';
import { must, type OpenWechatWorld } from './wechat-world.ts';

/** What `WechatOrganizations` promises, of every adapter. */
export const wechatOrganizationsSuite = (name: string, open: OpenWechatWorld): void => {
  describe(`organizations at WeChat: ${name}`, () => {
    test('one that WeChat knows is found under its id, with its full name', async () => {
      const { organizations, organization, name: schoolName } = await open();
      expect(await organizations.find(organization)()).toEqual(
        E.right({ organizationId: organization, name: schoolName }),
      );
    });
    test('one that WeChat does not know is nothing, not a failure', async () => {
      const { organizations } = await open();
      expect(await organizations.find(must(OrganizationId.of('O0FFFFFZ0000000000')))()).toEqual(E.right(undefined));
    });
    test.each(misleading)('INV-54 after %s nothing is believed, and the next answer is', async (disturbance) => {
      const world = await open();
      await world.disturb(disturbance);
      expect(await world.organizations.find(world.organization)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      expect(await world.organizations.find(world.organization)()).toMatchObject(E.right({ name: world.name }));
    });
  });
};
