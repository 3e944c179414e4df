import { DeviceId, type FaceSid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { type FaceWorld, type OpenFaceWorld, statusRequest, storeRequest } from './face-world.ts';
import { must, run } from './wechat-world.ts';

/** What `WechatFace` promises, of every adapter (`facepay-device.md` §4, §5). */
export const wechatFaceSuite = (name: string, open: OpenFaceWorld): void => {
  describe(`online face at WeChat: ${name}`, () => {
    let world: FaceWorld;
    let rawData: string;
    beforeEach(async () => {
      world = await open();
      await run(world.device.initialise());
      rawData = await run(world.device.rawData());
    });
    const ask = (change: object = {}) => world.face.authinfo({ ...storeRequest(world, rawData), ...change })();
    const recognised = async (askUnionId: boolean): Promise<FaceSid> => {
      await world.show({ known: 'authorised' });
      const { authinfo } = must(await ask());
      const told = await world.device.payscoreStatus(statusRequest(world, authinfo, { askUnionId }))();
      if (told.type !== 'Identified' || told.faceSid === undefined) throw new Error(told.type);
      return told.faceSid;
    };

    test('the raw data of a terminal gets it a permission with an end', async () => {
      const { authinfo, expiresIn } = must(await ask());
      expect(authinfo).not.toBe('');
      expect(Number.isSafeInteger(expiresIn) && expiresIn > 0 && expiresIn <= 2_592_000).toBe(true);
      expect(E.isRight(await ask({ attach: '{"a":"<&>"}', storeName: ']]><b>&amp;' }))).toBe(true);
    });
    test('raw data of another device, or of none, gets nothing', async () => {
      const device = must(DeviceId.of('another'));
      expect(await ask({ device })).toMatchObject(E.left({ type: 'WechatRefused' }));
      expect(await ask({ rawData: 'made up' })).toMatchObject(E.left({ type: 'WechatRefused' }));
    });
    test.each(['lost', 'answer-lost', 'cut', 'unsigned', 'forged', 'broken'] as const)(
      'INV-54, INV-58: when it is %s there is none, and asking again is fine',
      async (how) => {
        await world.disturbAuthinfo(how);
        expect(await ask()).toMatchObject(E.left({ type: 'WechatUnknown' }));
        expect(E.isRight(await ask())).toBe(true);
      },
    );
    test('what a permission is bound to has one name, which no other store or device has', () => {
      const request = storeRequest(world, rawData);
      const bound = world.face.bindingOf(request);
      expect(bound.length).toBeLessThanOrEqual(64);
      expect(world.face.bindingOf({ ...request, rawData: 'other' })).toBe(bound);
      expect(world.face.bindingOf({ ...request, storeId: 'IMG002' })).not.toBe(bound);
      expect(world.face.bindingOf({ ...request, device: must(DeviceId.of('another')) })).not.toBe(bound);
    });
    test('a face_sid stands for a UnionID where one was asked for; an unknown one for nobody', async () => {
      expect(await run(world.face.unionId(await recognised(true)))).toMatch(/./u);
      expect(await world.face.unionId(await recognised(false))()).toMatchObject(E.left({ type: 'WechatRefused' }));
      expect(await run(world.face.unionId('never0seen' as FaceSid))).toBeUndefined();
    });
  });
};
