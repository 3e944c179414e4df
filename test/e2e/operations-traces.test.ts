import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rig, startRig } from '../rig/start-rig.ts';
import { type Deduction, listDeductions } from '../support/audit-money.ts';
import { createMintingDevice, enrolDevice } from '../support/minting-device.ts';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';
import { until } from '../support/until.ts';

// Runs once: what two processes tell a collector; they do not say which store they stand on.

let collector: TraceCollector;
let rig: Rig;
let meals: readonly Deduction[];

const traceOf = ({ deductionNo }: Deduction): string => `0000${deductionNo.slice(1, 29)}`;
const spansOf = (meal: Deduction): readonly CollectedSpan[] =>
  collector.spans().filter(({ traceId }) => traceId === traceOf(meal));

/** Two pupils eat: one calmly, one whose answer from WeChat gets lost. Server and worker are processes of their own. */
beforeAll(async () => {
  collector = await startTraceCollector();
  rig = await startRig({
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
    emulator: { settings: { transactionNotices: true } },
  });
  const { api, control, organizationId, merchant, emulator } = rig;
  const [calm, unlucky] = [await rig.signUp(1), await rig.signUp(2)];
  const now = emulator.clock.now;
  const device = createMintingDevice({ deviceId: 'd1', organizationId, subMchid: merchant.subMchid, control, now });
  await enrolDevice(api, device, organizationId);
  await device.mint({ pupil: calm, amountFen: 850 });
  await device.upload(rig.serverUrl(), device.pending());
  await until('the first meal to be paid', async () => (await paid()) === 1);
  const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
  await control('POST', '/_emulator/faults', {
    kind: 'lose-reply',
    match,
    count: 1,
  });
  await device.mint({ pupil: unlucky, amountFen: 900 });
  await device.upload(rig.serverUrl(), device.pending());
  await control('POST', '/_emulator/clock', { speed: 20 });
  await until('the second meal to be paid', async () => (await paid()) === 2);
  meals = (await listDeductions(api, organizationId)).toSorted((one, other) => one.amountFen - other.amountFen);
  await until('both notices to be applied', () =>
    meals.every((meal) => spansOf(meal).some(({ name }) => name === 'notice applied')),
  );
  await rig.stopApps();
}, 120_000);
afterAll(async () => {
  await rig.close();
  await collector.stop();
});

const paid = async (): Promise<number> =>
  (await listDeductions(rig.api, rig.organizationId)).filter(({ state }) => state === 'paid').length;

describe('a meal is one trace, from the voucher to the notice, over both processes', () => {
  test('each step is there, from the process that did it', () => {
    for (const meal of meals) {
      const steps = new Set(spansOf(meal).map(({ service, name }) => `${service}: ${name}`));
      expect([...steps]).toEqual(
        expect.arrayContaining([
          'facepay-server: voucher',
          'facepay-worker: deduction step',
          'facepay-worker: wechat deduct',
          'facepay-server: notice taken in',
          'facepay-worker: notice applied',
          'facepay-worker: wechat query',
          'facepay-worker: event told',
        ]),
      );
    }
  });

  test('one root, the accepted voucher; every other span hangs on a span that is there', () => {
    for (const meal of meals) {
      const spans = spansOf(meal);
      const ids = new Set(spans.map(({ spanId }) => spanId));
      expect(ids.size).toBe(spans.length);
      expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined).map(({ name }) => name)).toEqual([
        'voucher',
      ]);
      expect(spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId))).toEqual([]);
    }
  });

  test('calls to WeChat are children of the step that made them', () => {
    for (const meal of meals) {
      const spans = spansOf(meal);
      const parents = spans
        .filter(({ name }) => name.startsWith('wechat '))
        .map(({ parentSpanId }) => spans.find(({ spanId }) => spanId === parentSpanId)?.name);
      expect(new Set(parents)).toEqual(new Set(['deduction step', 'notice applied']));
    }
  });

  test('the lost answer is seen as what it was, and so is the query that settled it', () => {
    const [calm, unlucky] = meals;
    if (calm === undefined || unlucky === undefined) throw new Error('no meals');
    const callsOf = (meal: Deduction) => spansOf(meal).filter(({ name }) => name === 'wechat deduct');
    expect(callsOf(calm).map(({ failed }) => failed)).toEqual([false]);
    expect(callsOf(unlucky).map(({ failed }) => failed)).toEqual([true]);
    expect(callsOf(unlucky)[0]?.facts['facepay.failure']).toBe('WechatUnknown');
    const settled = spansOf(unlucky).filter(
      ({ name, facts }) => name === 'wechat query' && facts['facepay.outcome'] === 'Settled',
    );
    expect(settled.length).toBeGreaterThan(0);
  });
});

test('INV-88 no span names a person, a phone, a card or a credential', () => {
  for (const secret of [
    '学生1',
    '学生2',
    '13800000001',
    'o-parent-1',
    '午餐',
    rig.installation.adminToken,
    rig.merchant.apiV3Key,
  ])
    expect(collector.raw()).not.toContain(secret);
});
