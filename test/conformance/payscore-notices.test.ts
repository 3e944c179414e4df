import { AuthorizationCode, hour, Instant, minute } from '@facepay/domain';
import { createHasher } from '@facepay/system';
import type { EmulatorSettings } from '@facepay/wechat-emulator';
import { createNoticeReader } from '@facepay/wechat-http';
import { apiV3Key, toHeaderLists } from '@facepay/wechat-protocol';
import { describe, expect, it } from 'vitest';
import {
  completeWish,
  createWish,
  must,
  no,
  notifyUrl,
  openid,
  openPayscoreSchool,
  type PayscoreMode,
} from './payscore-service.ts';
import { schoolKeys } from './wechat-school.ts';

const code = must(AuthorizationCode.of('C-1'));

/** What WeChat really sends to us, read by our reader over the keys of our client. */
const open = async (
  mode: PayscoreMode,
  confirmation: 'confirm' | 'no-confirm',
  settings: Partial<EmulatorSettings>,
) => {
  const sent: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }[] = [];
  const school = await openPayscoreSchool(mode, confirmation, {
    settings,
    deliver: async ({ headers, body }) => {
      sent.push({ headers, body });
      return { type: 'Answered', answer: { status: 204, headers: {}, body: new Uint8Array() } };
    },
  });
  const reader = createNoticeReader({
    keys: school.wechat.keys,
    apiV3Keys: [must(apiV3Key(schoolKeys.apiV3Key))],
    mchid: school.mchid,
    hasher: createHasher(),
    payscore: { serviceId: school.serviceId, party: school.party },
  });
  const told = async () => {
    await school.pass(0);
    const read = await Promise.all(
      sent.splice(0).map(({ headers, body }) => reader.read({ headers: toHeaderLists(headers), body }, school.now())),
    );
    return read.map((one) => {
      const { eventType, subject, quarantine } = must(one);
      return { eventType, subject, quarantine };
    });
  };
  return { ...school, told, orders: school.payscore.orders };
};

const readings: readonly (readonly [string, Partial<EmulatorSettings>])[] = [
  ['as the pages say', {}],
  ['as others say', { payscorePaidNoticeState: 'DOING', payscoreAssociatedData: 'transaction' }],
  ['without associated data', { payscoreAssociatedData: '' }],
];
const modes = ['direct', 'partner'] as const;

describe.each(modes)('notices of Pay Score from the emulator, %s mode', (mode) => {
  it.each(readings)('INV-78 a confirmation and a payment point at the order: %s', async (_, settings) => {
    const { told, orders, now, control, pass, sub } = await open(mode, 'confirm', settings);
    must(await orders.send({ no }, 'create', orders.prepare(createWish()))());
    expect(await told()).toEqual([]);
    await control('POST', `/payscore/orders/${no}/confirm`, { openid, ...sub });
    expect(await told()).toEqual([
      {
        eventType: 'PAYSCORE.USER_CONFIRM',
        subject: { type: 'PayscoreOrder', no, claim: { state: 'DOING', collection: 'absent' } },
        quarantine: undefined,
      },
    ]);
    await control('PUT', `/payers/${openid}`, { balanceFen: 1_000_000, advanceQuota: false, cards: [] });
    await pass(hour);
    must(await orders.send({ no }, 'complete', orders.prepare(completeWish(now())))());
    await pass(minute);
    const state = settings.payscorePaidNoticeState ?? 'DONE';
    expect(await told()).toEqual([
      {
        eventType: 'PAYSCORE.USER_PAID',
        subject: { type: 'PayscoreOrder', no, claim: { state, collection: 'USER_PAID', totalFen: 3900 } },
        quarantine: undefined,
      },
    ]);
  });

  it('an authorisation given and taken back is told with its code and its person', async () => {
    const { told, payscore, authorise, now } = await open(mode, 'no-confirm', {});
    const token = must(await payscore.permissions.preAuthorise({ code, notifyUrl })());
    await authorise(openid, token);
    const happenedAt = Instant.of(Math.floor(now() / 1000) * 1000);
    const change = { type: 'PayscorePermission', openid, code, happenedAt };
    expect(await told()).toMatchObject([
      { eventType: 'PAYSCORE.USER_OPEN_SERVICE', subject: { ...change, open: true }, quarantine: undefined },
    ]);
    must(await payscore.permissions.terminate({ type: 'openid', openid }, '不再使用')());
    expect(await told()).toMatchObject([
      { eventType: 'PAYSCORE.USER_CLOSE_SERVICE', subject: { ...change, open: false }, quarantine: undefined },
    ]);
  });
});
