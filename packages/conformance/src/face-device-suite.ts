import type { FaceIdentification, PayscoreStatusRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { type FacePersonShown, type FaceWorld, type OpenFaceWorld, statusRequest, storeRequest } from './face-world.ts';
import { run } from './wechat-world.ts';

/** What `FaceDevice` promises, of every adapter (`facepay-device.md` §3, §7). */
export const faceDeviceSuite = (name: string, open: OpenFaceWorld): void => {
  describe(`face device: ${name}`, () => {
    let world: FaceWorld;
    beforeEach(async () => {
      world = await open();
    });
    const ready = async (): Promise<string> => {
      await run(world.device.initialise());
      return (await run(world.face.authinfo(storeRequest(world, await run(world.device.rawData()))))).authinfo;
    };
    const status = async (person: FacePersonShown, change: Partial<PayscoreStatusRequest> = {}) => {
      const authinfo = await ready();
      await world.show(person);
      return world.device.payscoreStatus(statusRequest(world, authinfo, change))();
    };

    test('nothing goes before it is initialised; that may be done again, and needs the network', async () => {
      expect(await world.device.rawData()()).toMatchObject(E.left({ type: 'DeviceNotReady' }));
      expect((await world.device.payscoreStatus(statusRequest(world, 'a'))()).type).toBe('TemporarilyUnavailable');
      world.disturbDevice('network-down');
      expect(await world.device.initialise()()).toMatchObject(E.left({ type: 'DeviceUnavailable' }));
      await run(world.device.initialise());
      await run(world.device.initialise());
      const first = await run(world.device.rawData());
      expect(await run(world.device.rawData())).not.toBe(first);
    });
    test('who opened Pay Score and authorised the service is identified at once', async () => {
      expect(await status({ known: 'authorised' })).toMatchObject({
        type: 'Identified',
        openid: expect.stringMatching(/./u),
        faceSid: expect.stringMatching(/./u),
      });
    });
    test.each(['not-opened', 'not-authorised'] as const)(
      'who is %s is asked, and is identified after agreeing; the next time nothing is asked',
      async (known) => {
        const first = await status({ known, atDialog: 'agree' });
        expect(first.type).toBe('Identified');
        expect(await status({ known, atDialog: 'refuse' })).toMatchObject({
          type: 'Identified',
          openid: first.type === 'Identified' ? first.openid : '',
        });
      },
    );
    test.each<readonly [FacePersonShown, FaceIdentification['type']]>([
      [{ known: 'authorised', atCamera: 'cancel' }, 'DeclinedByUser'],
      [{ known: 'authorised', atCamera: 'scan' }, 'WantsCode'],
      [{ known: 'not-authorised', atDialog: 'cancel' }, 'DeclinedByUser'],
      [{ known: 'not-opened', atDialog: 'scan' }, 'WantsCode'],
      [{ known: 'not-authorised', atDialog: 'refuse' }, 'OpeningFailed'],
      [{ known: 'too-low-a-score', atDialog: 'agree' }, 'OpeningFailed'],
      [{ known: 'protected' }, 'OpeningFailed'],
      [{ known: 'stranger' }, 'FaceUnknown'],
      [{ known: 'nobody' }, 'FaceUnknown'],
    ])('of %j it says %s', async (person, type) => {
      expect((await status(person)).type).toBe(type);
    });
    test('who refused is asked again the next time', async () => {
      expect((await status({ known: 'not-authorised', atDialog: 'refuse' })).type).toBe('OpeningFailed');
      expect((await status({ known: 'not-authorised', atDialog: 'agree' })).type).toBe('Identified');
    });
    test('an authinfo that is none, or over, is told apart from a person who fails', async () => {
      const person = { known: 'authorised' } as const;
      for (const authinfo of ['', 'made up', 'cGF5bG9hZA==.bWFj'])
        expect((await status(person, { authinfo })).type).toBe('AuthinfoUnusable');
      const authinfo = await ready();
      await world.pass(30 * 86_400_000);
      expect((await world.device.payscoreStatus(statusRequest(world, authinfo))()).type).toBe('AuthinfoUnusable');
    });
    test('a service that takes no faces, or a number WeChat would refuse, helps nobody', async () => {
      const orderNo = 'with space' as PayscoreStatusRequest['orderNo'];
      for (const change of [{ serviceId: world.confirmServiceId }, { serviceId: '1' }, { orderNo }, { signUpNo: '' }])
        expect((await status({ known: 'authorised' }, change)).type).toBe('Misconfigured');
    });
    test.each(['null', 'never'] as const)('a callback that is %s ends the call and identifies nobody', async (how) => {
      const authinfo = await ready();
      await world.show({ known: 'authorised' });
      world.disturbDevice(how);
      const type = 'TemporarilyUnavailable';
      expect(await world.device.payscoreStatus(statusRequest(world, authinfo))()).toMatchObject({ type });
      world.disturbDevice(how);
      expect(await world.device.rawData()()).toMatchObject(E.left({ type: 'DeviceUnavailable' }));
    });
    test('a callback that comes twice counts once', async () => {
      const authinfo = await ready();
      await world.show({ known: 'authorised' });
      world.disturbDevice('twice');
      expect((await world.device.payscoreStatus(statusRequest(world, authinfo))()).type).toBe('Identified');
      expect(E.isRight(await world.device.rawData()())).toBe(true);
    });
    test('without network nobody is identified, and it goes on afterwards', async () => {
      const authinfo = await ready();
      await world.show({ known: 'authorised' });
      world.disturbDevice('network-down');
      const call = world.device.payscoreStatus(statusRequest(world, authinfo));
      expect((await call()).type).toBe('TemporarilyUnavailable');
      expect((await call()).type).toBe('Identified');
    });
    test('one camera, one page: a second call while the first is under way is turned away', async () => {
      const authinfo = await ready();
      await world.show({ known: 'authorised' });
      const call = world.device.payscoreStatus(statusRequest(world, authinfo));
      const both = await Promise.all([call(), call()]);
      expect(both.map(({ type }) => type)).toEqual(['Identified', 'TemporarilyUnavailable']);
    });
  });
};
