import type { DeviceId, FaceAuthinfoRequest, FaceSid, WechatFace, WechatFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { openSchool, right } from '../test/school.ts';
import { issueFaceAuthinfo, readFaceUnionId } from './index.ts';

const second = 1000;
const hour = 3_600_000;
const vending: FaceAuthinfoRequest = {
  storeId: 'S1',
  storeName: '南山店',
  device: 'V1' as DeviceId,
  rawData: 'raw',
};
const unreadable: WechatFailure = { type: 'WechatUnknown', reason: 'mismatch: expires_in', trace: {} };

/** WeChat numbers what it gives. */
const openFace = async () => {
  const { deps, pass } = await openSchool();
  const asked: FaceAuthinfoRequest[] = [];
  const wechat: { expiresIn: number; failure: WechatFailure | undefined; wait: Promise<void> } = {
    expiresIn: 3000,
    failure: undefined,
    wait: Promise.resolve(),
  };
  const face: WechatFace = {
    bindingOf: ({ storeId, device }) => `${storeId} ${device}`,
    authinfo: (request) => async () => {
      asked.push(request);
      await wechat.wait;
      if (wechat.failure !== undefined) return E.left(wechat.failure);
      return E.right({ authinfo: `permit ${asked.length}`, expiresIn: wechat.expiresIn });
    },
    unionId: (faceSid) => async () => E.right(faceSid === 'known' ? 'abcdefg111' : undefined),
  };
  const issue = issueFaceAuthinfo({ ...deps, face });
  const get = (request = vending, anew = false) => issue(request, anew)();
  const ask = async (request = vending, anew = false): Promise<string> => right(await get(request, anew)).authinfo;
  return { deps, face, pass, asked, wechat, get, ask };
};

test('within its life one permission serves equal requests of a device; from 80 % of it on there is another', async () => {
  const { ask, pass, asked } = await openFace();
  expect(await ask()).toBe('permit 1');
  pass(2400 * second - 1);
  expect(await ask({ ...vending, rawData: 'newer' })).toBe('permit 1');
  pass(1);
  expect(await ask({ ...vending, rawData: 'newest' })).toBe('permit 2');
  expect(asked.map(({ rawData }) => rawData)).toEqual(['raw', 'newest']);
});

test('INV-67: kept an hour at most, whatever WeChat says', async () => {
  const { get, wechat } = await openFace();
  wechat.expiresIn = 2_592_000;
  const { until, renewAt } = right(await get());
  expect(until - (renewAt ?? 0)).toBe(0.2 * hour);
});

test('INV-67: it never reaches another device or store', async () => {
  const { ask } = await openFace();
  expect(await ask()).toBe('permit 1');
  expect(await ask({ ...vending, device: 'V2' as DeviceId })).toBe('permit 2');
  expect(await ask({ ...vending, storeId: 'S2' })).toBe('permit 3');
  expect(await ask()).toBe('permit 1');
});

test('BAD-40: while another cannot be had, the old one goes on to its end and not beyond', async () => {
  const { ask, get, pass, wechat } = await openFace();
  expect(await ask()).toBe('permit 1');
  wechat.failure = unreadable;
  pass(2999 * second);
  expect(await ask()).toBe('permit 1');
  pass(second);
  expect(await get()).toEqual(E.left(unreadable));
  wechat.failure = undefined;
  expect(await ask()).toBe('permit 4');
});

test('a terminal that could not use it gets another, or the failure, never the old one', async () => {
  const { ask, get, wechat } = await openFace();
  await ask();
  expect(await ask(vending, true)).toBe('permit 2');
  expect(await ask()).toBe('permit 2');
  wechat.failure = unreadable;
  expect(await get(vending, true)).toEqual(E.left(unreadable));
  expect(await ask()).toBe('permit 2');
});

test('many who ask at once are answered by one request; the next after a failure asks again', async () => {
  const { ask, get, wechat, asked } = await openFace();
  const { promise, resolve } = Promise.withResolvers<void>();
  wechat.wait = promise;
  wechat.failure = unreadable;
  const all = Promise.all(Array.from({ length: 10 }, () => get()));
  await Promise.resolve();
  resolve();
  expect(new Set((await all).map((one) => E.isLeft(one) && one.left))).toEqual(new Set([unreadable]));
  expect(asked).toHaveLength(1);
  wechat.failure = undefined;
  expect(await Promise.all(Array.from({ length: 10 }, () => ask()))).toEqual(
    Array.from({ length: 10 }, () => 'permit 2'),
  );
  expect(asked).toHaveLength(2);
});

test('INV-67: not by a clock that was set back', async () => {
  const { ask, pass, wechat } = await openFace();
  wechat.expiresIn = 3600;
  await ask();
  pass(-900 * second);
  expect(await ask()).toBe('permit 2');
});

test('a face_sid stands for a UnionID, or is not known', async () => {
  const { face } = await openFace();
  const read = readFaceUnionId({ face });
  expect(await read('known' as FaceSid)()).toEqual(E.right('abcdefg111'));
  expect(await read('other' as FaceSid)()).toEqual(E.left({ type: 'FaceSidUnknown' }));
});

test('without the settings there is no online face', async () => {
  const { deps } = await openFace();
  expect(await issueFaceAuthinfo(deps)(vending, false)()).toEqual(E.left({ type: 'FaceNotConfigured' }));
  expect(await readFaceUnionId({})('known' as FaceSid)()).toEqual(E.left({ type: 'FaceNotConfigured' }));
});
