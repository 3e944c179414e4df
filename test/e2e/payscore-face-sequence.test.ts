import { openOrderByFace } from '@facepay/application';
import type { FacePersonShown, FaceWorld } from '@facepay/conformance';
import { minute, PayscoreOrderNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFaceTerminal, openidOfShown } from '../support/face-terminal.ts';
import { anOrder, openPayscoreCounter, type PayscoreCounter } from '../support/payscore-counter.ts';
import type { ServerAnswer } from '../support/server-call.ts';
import { itemsOf } from '../support/server-classroom.ts';
import { must, serverMchid } from '../support/server-world.ts';

let counter: PayscoreCounter;
let terminal: FaceWorld;
beforeAll(async () => {
  counter = await openPayscoreCounter();
  terminal = openFaceTerminal(counter.world.school);
  const url = `https://pay.example.com/notify/wechat/${serverMchid}`;
  await counter.world.school.control('POST', '/notify-url', { url });
});
afterAll(() => counter.world.close());

const at = (orderNo: string, call = ''): string => `/v1/payscore/orders/${orderNo}${call}`;
const answered = (answer: ServerAnswer): E.Either<ServerAnswer, ServerAnswer> =>
  answer.status === 200 ? E.right(answer) : E.left(answer);

/** The terminal app of the guide's diagram: our server over HTTP is its back office. */
const serve = async (orderNo: string, person: FacePersonShown) => {
  await terminal.show(person);
  return openOrderByFace({
    device: terminal.device,
    authinfo: (rawData, anew) => async () => {
      const body = { deviceId: terminal.deviceId, storeId: 'S1', storeName: '南山店', rawData, anew };
      const answer = answered(await counter.call('POST', '/v1/face/authinfo', body));
      return E.isLeft(answer) ? answer : E.right({ authinfo: String(answer.right.json['authinfo']) });
    },
    openOrder: (no, openid) => async () =>
      answered(await counter.call('POST', '/v1/payscore/orders', anOrder(no, { openid }))),
  })({
    orderNo: must(PayscoreOrderNo.of(orderNo)),
    signUpNo: `sign-up-${orderNo}`,
    serviceId: terminal.serviceId,
    askUnionId: true,
  })();
};
/** Used for half an hour, completed, deducted by WeChat, told by a notice. */
const useAndPay = async (orderNo: string) => {
  await counter.world.school.pass(30 * minute);
  const completed = await counter.call('POST', at(orderNo, '/complete'), {
    payments: [{ name: '商品信息', amountFen: 2000, description: '矿泉水', count: 2 }],
    totalFen: 2000,
    times: { end: counter.compact(-5_000) },
  });
  expect([completed.status, completed.json]).toMatchObject([200, { state: 'awaiting-payment', paid: false }]);
  await counter.workFor(3);
  return (await counter.get(at(orderNo))).json;
};
/** Taken in and done with: an authorisation made at a terminal is none that we asked for, so there is nothing to change. */
const noticesOf = async (eventType: string): Promise<number> =>
  itemsOf((await counter.get('/v1/notices')).json['items']).filter(
    (notice) => notice['eventType'] === eventType && ['processed', 'ignored'].includes(String(notice['status'])),
  ).length;

describe('the sequence of the guide (seed 001), end to end over HTTP', () => {
  it('initialise → rawdata → authinfo → face status → create → use → complete → deducted → notice → paid', async () => {
    const opened = must(await serve('FACE-1', { known: 'authorised' }));
    expect(opened).toMatchObject({
      type: 'Opened',
      openid: openidOfShown('authorised'),
      order: { json: { orderNo: 'FACE-1', state: 'in-service', paid: false } },
    });
    const paid = await useAndPay('FACE-1');
    expect(paid).toMatchObject({
      state: 'done',
      paid: true,
      wechat: { collection: { state: 'user-paid', paidFen: 2000 } },
    });
    expect(await noticesOf('PAYSCORE.USER_PAID')).toBe(1);
  });

  it('a user who had not opened Pay Score opens it at the terminal, authorises, and pays in the same way', async () => {
    const before = await noticesOf('PAYSCORE.USER_OPEN_SERVICE');
    expect(must(await serve('FACE-2', { known: 'not-opened', atDialog: 'agree' }))).toMatchObject({
      type: 'Opened',
      openid: openidOfShown('not-opened'),
    });
    expect(await useAndPay('FACE-2')).toMatchObject({ state: 'done', paid: true });
    expect(await noticesOf('PAYSCORE.USER_OPEN_SERVICE')).toBe(before + 1);
    const inside = await counter.world.school.control('GET', `/payscore/users/${openidOfShown('not-opened')}`);
    expect(inside).toMatchObject({ opened: true, authorizations: [{ outRequestNo: 'sign-up-FACE-2' }] });
  });

  it.each<readonly [string, FacePersonShown, string]>([
    ['ERROR: authorising fails', { known: 'not-authorised', atDialog: 'refuse' }, 'OpeningFailed'],
    ['ERROR: opening fails', { known: 'too-low-a-score', atDialog: 'agree' }, 'OpeningFailed'],
    ['USER_CANCEL: the user leaves', { known: 'authorised', atCamera: 'cancel' }, 'DeclinedByUser'],
    ['USER_CANCEL at the page', { known: 'not-authorised', atDialog: 'cancel' }, 'DeclinedByUser'],
    ['SCAN_PAYMENT: the user takes the code', { known: 'authorised', atCamera: 'scan' }, 'WantsCode'],
    ['SCAN_PAYMENT at the page', { known: 'not-authorised', atDialog: 'scan' }, 'WantsCode'],
    ['FACE_UNKNOWN', { known: 'stranger' }, 'FaceUnknown'],
  ])('%s: no order, nothing asked of WeChat, and the number lapses', async (_, person, type) => {
    const asked = counter.asked();
    expect(must(await serve('FACE-3', person))).toMatchObject({ type });
    expect(counter.asked()).toBe(asked);
    expect((await counter.get(at('FACE-3'))).status).toBe(404);
  });

  it('identified, and WeChat still refuses the order: the terminal hears why and offers another way', async () => {
    await terminal.show({ known: 'authorised' });
    await counter.act(`/users/${openidOfShown('authorised')}`, { overdue: true });
    expect(await serve('FACE-4', { known: 'authorised' })).toMatchObject({
      left: { status: 409, json: { code: expect.any(String), detailZh: expect.stringMatching(/\p{Script=Han}/u) } },
    });
    await counter.act(`/users/${openidOfShown('authorised')}`, { overdue: false });
  });

  it('INV-67: an authinfo that is over is replaced at once, from fresh raw data, and the visit goes on', async () => {
    await counter.world.school.pass(70 * minute);
    expect(must(await serve('FACE-5', { known: 'authorised' }))).toMatchObject({ type: 'Opened' });
    expect(await useAndPay('FACE-5')).toMatchObject({ paid: true });
  });
});
