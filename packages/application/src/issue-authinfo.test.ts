import type { Device, DeviceId, WechatFailure, WechatTerminals } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { openSchool, right, school, subMchid } from '../test/school.ts';
import { adoptOrganization, enrolDevice, issueAuthinfo } from './index.ts';

type Asked = Parameters<WechatTerminals['authinfo']>[0];
const second = 1000;
const hour = 3_600_000;

/** WeChat numbers what it gives; `expiresIn` is what it says of the next one. */
const openPermits = async () => {
  const opened = await openSchool();
  const asked: Asked[] = [];
  const wechat: { expiresIn: number | undefined; failure: WechatFailure | undefined } = {
    expiresIn: 3600,
    failure: undefined,
  };
  const terminals: WechatTerminals = {
    authinfo: (request) => async () => {
      asked.push(request);
      if (wechat.failure !== undefined) return E.left(wechat.failure);
      const { expiresIn } = wechat;
      return E.right({ authinfo: `permit ${asked.length}`, ...(expiresIn === undefined ? {} : { expiresIn }) });
    },
  };
  const issue = issueAuthinfo({ ...opened.deps, terminals });
  const ask = async (device: Device = opened.device): Promise<string> => right(await issue(device, 'raw')()).authinfo;
  return { ...opened, asked, wechat, issue, ask };
};

test('INV-67, FAQ 4.3: kept for an hour at most, and asked for anew at its end', async () => {
  const { ask, pass, asked, wechat } = await openPermits();
  wechat.expiresIn = 36 * 3600;
  expect(await ask()).toBe('permit 1');
  pass(hour - 1);
  expect(await ask()).toBe('permit 1');
  pass(1);
  expect(await ask()).toBe('permit 2');
  expect(asked).toHaveLength(2);
});

test.each([
  ['less than an hour', 600, 600 * second],
  ['nothing', undefined, hour],
])('INV-67: where WeChat says %s, it is kept no longer than that', async (_, expiresIn, livesMs) => {
  const { ask, pass, wechat } = await openPermits();
  wechat.expiresIn = expiresIn;
  await ask();
  pass(livesMs - 1);
  expect(await ask()).toBe('permit 1');
  pass(1);
  expect(await ask()).toBe('permit 2');
});

test('INV-67, BAD-40: what is over when it comes is handed on once and never kept', async () => {
  const { ask, wechat } = await openPermits();
  wechat.expiresIn = 0;
  expect(await ask()).toBe('permit 1');
  expect(await ask()).toBe('permit 2');
});

test('INV-67: never past its hour by a server clock that was set back', async () => {
  const { ask, pass } = await openPermits();
  await ask();
  pass(-900 * second);
  expect(await ask()).toBe('permit 2');
});

test('INV-67: it never reaches another device, another organization or another merchant', async () => {
  const { ask, issue, device, deps, asked } = await openPermits();
  const enrol = async (deviceId: string, organization: Device['organization']): Promise<Device> =>
    right(
      await enrolDevice(deps)({ deviceId: deviceId as DeviceId, organization, name: deviceId, publicKey: deviceId })(),
    );
  const otherSchool = 'O00A1B2Z9876543210' as typeof school;
  const otherMerchant = '1900000110' as typeof subMchid;
  const adoption = {
    organizationId: otherSchool,
    subMchid: otherMerchant,
    scene: 'canteen',
    testMerchant: false,
  } as const;
  right(await adoptOrganization(deps)(adoption)());
  const neighbour = await enrol('T2', school);
  const stranger = await enrol('T3', otherSchool);
  expect([await ask(), await ask(neighbour), await ask(stranger)]).toEqual(['permit 1', 'permit 2', 'permit 3']);
  expect([await ask(stranger), await ask(), await ask(neighbour)]).toEqual(['permit 3', 'permit 1', 'permit 2']);
  expect(asked.map((request) => [request.organization, request.subMchid, request.device])).toEqual([
    [school, subMchid, 'T1'],
    [school, subMchid, 'T2'],
    [otherSchool, otherMerchant, 'T3'],
  ]);
  // A device of that name elsewhere is another device.
  const namesake: Device = { ...device, organization: otherSchool };
  expect(right(await issue(namesake, 'raw')()).authinfo).toBe('permit 4');
});

test('INV-67: when WeChat gives none, the one that is over is not given out again', async () => {
  const { ask, issue, device, pass, wechat } = await openPermits();
  await ask();
  pass(hour);
  wechat.failure = { type: 'WechatUnknown', reason: 'timeout', trace: {} };
  expect(await issue(device, 'raw')()).toMatchObject({ left: { type: 'WechatUnknown' } });
});
