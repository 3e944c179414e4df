import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditMoney, type Deduction, listDeductions } from '../support/audit-money.ts';
import { freezeClock } from '../support/frozen-clock.ts';
import { createNoticeSender, type NoticeSender, userState } from '../support/notice-sender.ts';
import { type Canteen, openCanteen, startWorking } from '../support/open-canteen.ts';
import { openCounter, serveMeals } from '../support/serve-meals.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

let canteen: Canteen;
let sender: NoticeSender;
let pupil: Pupil;
let paid: Deduction;

beforeAll(async () => {
  canteen = await openCanteen({ working: false, notifyUrl: 'nowhere' });
  pupil = await canteen.signUp(1);
  const counter = await openCounter(canteen, 'd1');
  await serveMeals(canteen, counter, [{ pupil, amountFen: 1200 }]);
  await canteen.work();
  const now = await freezeClock(canteen);
  sender = createNoticeSender(canteen, () => now);
  paid = await theDeduction();
});
afterAll(() => canteen.close());

const theDeduction = async (): Promise<Deduction> => {
  const [one, ...more] = await listDeductions(canteen.api, canteen.organizationId);
  if (one === undefined || more.length > 0) throw new Error('one deduction expected');
  return one;
};
const noticeOf = (id: string) => canteen.api('GET', `/v1/notices/${id}`);
const alarms = () => canteen.log().filter(({ message }) => message === 'NoticeQuarantined').length;
const callsTo = (endpoint: string) => canteen.log().filter((line) => line.endpoint?.startsWith(endpoint)).length;

/** As WeChat would tell of our deduction, but for what is changed. */
const transaction = (changed: object = {}) => ({
  sp_mchid: canteen.merchant.mchid,
  sub_mchid: canteen.merchant.subMchid,
  amount: { total: paid.amountFen, currency: 'CNY' },
  trade_type: 'AUTH',
  trade_state: 'SUCCESS',
  out_trade_no: paid.deductionNo,
  transaction_id: '4200000000000000000000000001',
  success_time: '2026-09-07T12:00:00+08:00',
  ...changed,
});

/** Sends one, lets the worker look at it, and says what became of it. */
const deliver = async (id: string, eventType: string, resource: object) => {
  const before = { alarms: alarms(), queries: callsTo('/v3/offlineface/transactions/out-trade-no/') };
  const { status } = await sender.send({ content: { id, eventType, resource } });
  await canteen.work();
  const notice = await noticeOf(id);
  return {
    status,
    kept: notice['status'],
    reason: notice['reason'],
    alarms: alarms() - before.alarms,
    queries: callsTo('/v3/offlineface/transactions/out-trade-no/') - before.queries,
  };
};

const quarantined = (reason: string, queries = 0) => ({ status: 200, kept: 'quarantined', reason, alarms: 1, queries });

test('the deduction of all this is paid', () => expect(paid.state).toBe('paid'));

describe('authentic, but it does not fit: 2xx, quarantine, alarm, nothing changed', () => {
  test('BAD-15 another merchant', async () => {
    const resource = userState('1900009999', canteen.organizationId, pupil.outUserId);
    expect(await deliver('EV-15a', 'FACEPAY.USER_STATE_CHANGE', resource)).toEqual(quarantined('foreign-merchant'));
    const order = transaction({ sp_mchid: '1900009999' });
    expect(await deliver('EV-15b', 'TRANSACTION.SUCCESS', order)).toEqual(quarantined('foreign-merchant'));
    const school = transaction({ sub_mchid: '1600009999' });
    expect(await deliver('EV-15c', 'TRANSACTION.SUCCESS', school)).toEqual(quarantined('foreign-merchant'));
  });

  test('BAD-15 another organization, or a member we do not have (INV-52)', async () => {
    const { mchid } = canteen.merchant;
    const foreign = userState(mchid, 'OABCDEFZ0123456789', pupil.outUserId);
    expect(await deliver('EV-15d', 'FACEPAY.USER_STATE_CHANGE', foreign)).toEqual(quarantined('unknown-organization'));
    const nobody = userState(mchid, canteen.organizationId, 'pupil-99999');
    expect(await deliver('EV-15e', 'FACEPAY.USER_STATE_CHANGE', nobody)).toEqual(quarantined('unknown-member'));
  });

  test('BAD-16 a smaller amount than ours: we ask WeChat, and believe that', async () => {
    const cheaper = transaction({ amount: { total: paid.amountFen - 1, currency: 'CNY' } });
    expect(await deliver('EV-16', 'TRANSACTION.SUCCESS', cheaper)).toEqual(quarantined('amount-differs', 1));
    expect(await theDeduction()).toEqual(paid);
  });

  test('BAD-17 an order we do not know', async () => {
    const unknown = transaction({ out_trade_no: 'F0123456789012345678901234567801' });
    expect(await deliver('EV-17', 'TRANSACTION.SUCCESS', unknown)).toEqual(quarantined('unknown-deduction'));
    expect(await theDeduction()).toEqual(paid);
  });

  test('BAD-19 one id, two contents, both truly signed: the second is kept apart', async () => {
    const { mchid } = canteen.merchant;
    const one = userState(mchid, canteen.organizationId, pupil.outUserId);
    expect((await deliver('EV-19', 'FACEPAY.USER_STATE_CHANGE', one)).kept).toBe('processed');
    const before = alarms();
    const two = userState(mchid, canteen.organizationId, 'pupil-00002');
    expect((await sender.send({ content: { id: 'EV-19', eventType: 'TRANSACTION.FAIL', resource: two } })).status).toBe(
      200,
    );
    await canteen.work();
    expect(alarms() - before).toBe(1);
    expect(await noticeOf('EV-19')).toMatchObject({ status: 'processed' });
    const { items } = await canteen.api('GET', '/v1/notices?status=quarantined');
    expect(items).toContainEqual(expect.objectContaining({ reason: 'same-id-other-content' }));
  });

  test('a known event that cannot be read', async () => {
    const shapeless = await deliver('EV-unreadable', 'TRANSACTION.SUCCESS', { amount: 'much' });
    expect(shapeless).toEqual(quarantined('unreadable'));
  });
});

describe('authentic, and nothing to do', () => {
  test('BAD-20 a settled order said to have failed: it stays settled, WeChat is asked', async () => {
    const failed = transaction({ trade_state: 'PAYERROR', error_type: 'NOTENOUGH' });
    expect(await deliver('EV-20', 'TRANSACTION.FAIL', failed)).toMatchObject({ status: 200, alarms: 0, queries: 1 });
    expect(await theDeduction()).toEqual(paid);
  });

  test.each([
    ['BAD-21 an event nobody knows', 'EV-21a', 'SOMETHING.NEW', {}],
    ['BAD-22 a payscore service that is not ours', 'EV-22', 'PAYSCORE.USER_OPEN_SERVICE', { service_id: '500001' }],
  ])('%s: stored, ignored', async (_, id, eventType, resource) => {
    expect(await deliver(id, eventType, resource)).toMatchObject({ status: 200, kept: 'ignored', alarms: 0 });
  });

  test('BAD-21 an unknown resource_type', async () => {
    const content = { id: 'EV-21b', eventType: 'SOMETHING.NEW', envelope: { resource_type: 'other-resource' } };
    expect((await sender.send({ content })).status).toBe(200);
    await canteen.work();
    expect(await noticeOf('EV-21b')).toMatchObject({ status: 'ignored' });
  });
});

test('BAD-18 one notice 1,000 times, 50 at once, while the worker works: all 2xx, one effect', async () => {
  const reads = () => callsTo(`/v3/offlinefacemch/organizations/${canteen.organizationId}/users/`);
  const before = reads();
  const working = startWorking(canteen.composed);
  const { mchid } = canteen.merchant;
  const content = { id: 'EV-18', resource: userState(mchid, canteen.organizationId, pupil.outUserId) };
  // The same sealed bytes each time; signed afresh, as WeChat's repeats are.
  const body = String(sender.requestOf({ content }).body);
  const statuses = new Map<number, number>();
  const deliverSome = async (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      const { status } = await sender.send({ content: { ...content, ...exactly(body) } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 50 }, () => deliverSome(20)));
  expect([...statuses]).toEqual([[200, 1000]]);
  await until('its effect', async () => (await noticeOf('EV-18'))['status'] === 'processed');
  await working.stop();
  await canteen.work();
  expect(reads() - before).toBe(1);
  const { items } = await canteen.api('GET', '/v1/notices?pageSize=200');
  expect(JSON.stringify(items).match(/"EV-18[^"]*"/g)).toEqual(['"EV-18"']);
}, 180_000);

test('BAD-26 while the database is not to be had: 503; a later copy is processed', async () => {
  const { mchid } = canteen.merchant;
  const content = { id: 'EV-26', resource: userState(mchid, canteen.organizationId, pupil.outUserId) };
  const letGo = await canteen.database.lock();
  try {
    expect((await sender.send({ content })).status).toBe(503);
  } finally {
    await letGo();
  }
  expect((await sender.send({ content })).status).toBe(200);
  await canteen.work();
  expect(await noticeOf('EV-26')).toMatchObject({ status: 'processed' });
});

test('after all this the books agree with the money truth', async () => {
  expect(auditMoney([await theDeduction()], canteen.emulator.emulator.ledger())).toEqual([]);
  expect(await theDeduction()).toEqual(paid);
});

/** Members that make the sealing come out as these very bytes. */
const exactly = (body: string) => {
  const { id, event_type: eventType, resource, ...envelope } = JSON.parse(body);
  return { id, eventType, sealed: resource, envelope };
};
