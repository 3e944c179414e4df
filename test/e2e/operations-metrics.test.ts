import { readFileSync } from 'node:fs';
import { compose, startOperations } from '@facepay/composition';
import { startEmulator } from '@facepay/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, succeeding } from '../support/call-json.ts';
import { environmentOf, newInstallation } from '../support/installation.ts';
import { fetchMerchant } from '../support/merchant.ts';
import { type Canteen, openCanteen, settingsFrom } from '../support/open-canteen.ts';
import { exchange } from '../support/raw-exchange.ts';
import { openCounter, serveMeals } from '../support/serve-meals.ts';
import { type CanteenOperations, startCanteenOperations } from '../support/start-operations.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

let canteen: Canteen;
let operations: CanteenOperations;
beforeAll(async () => {
  canteen = await openCanteen();
  operations = await startCanteenOperations(canteen);
});
afterAll(async () => {
  await operations.stop();
  await canteen.close();
});
const look = (target: string, method = 'GET') => exchange(operations.url, { method, target });

test('BAD-87 metrics, health and readiness are 404 on the public port', async () => {
  for (const target of ['/metrics', '/healthz', '/readyz', '/metrics/', '/%6detrics', '/v1/../metrics'])
    expect([target, (await exchange(canteen.server.url, { method: 'GET', target })).status]).toEqual([target, 404]);
});

describe('the port of its own', () => {
  test('answers three paths, for looking only, and names no version', async () => {
    for (const target of ['/metrics', '/healthz', '/readyz', '/healthz?full=1'])
      expect([target, (await look(target)).status]).toEqual([target, 200]);
    for (const target of ['/', '/v1/organizations', '/metrics/x', '/__proto__', '/constructor'])
      expect([target, (await look(target)).status]).toEqual([target, 404]);
    const posted = await look('/metrics', 'POST');
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect((await look('/metrics', 'HEAD')).text).toBe('');
    for (const { headers } of [posted, await look('/metrics'), await look('/nowhere')]) {
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  test('speaks the Prometheus text format 0.0.4, each line legal and each family once', async () => {
    const { headers, text } = await look('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const legal = /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? -?[\d.e+-]+)$/u;
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((line) => !legal.test(line)),
    ).toEqual([]);
    const families = [...text.matchAll(/^# TYPE (\S+)/gmu)].map(([, name]) => name);
    expect(families.length).toBeGreaterThan(20);
    expect(new Set(families).size).toBe(families.length);
    for (const measured of ['process_resident_memory_bytes', 'process_cpu_seconds_total'])
      expect(await operations.value(measured)).toBeGreaterThan(0);
    expect(await operations.value('facepay_eventloop_lag_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
  });
});

test('a meal and what was refused are counted by route, class and state', async () => {
  const pupil = await canteen.signUp(1);
  const counter = await openCounter(canteen, 'counter-1');
  await serveMeals(canteen, counter, [{ pupil, amountFen: 1_000 }]);
  const paid = 'facepay_deduction_steps_total{state="paid"}';
  await until('the meal to be paid and told', async () => (await operations.value(paid)) === 1);

  const member = '/v1/organizations/{organizationId}/members/{outUserId}';
  expect(await operations.value(`facepay_http_answers_total{method="PUT",route="${member}",status="2xx"}`)).toBe(1);
  expect(
    await operations.value(
      'facepay_http_answers_total{method="POST",route="/v1/devices/{deviceId}/vouchers",status="2xx"}',
    ),
  ).toBe(1);
  expect(await operations.value('facepay_notices_taken_in_total')).toBeGreaterThanOrEqual(1);
  expect(await operations.value('facepay_worker_claimed_total{queue="deduction"}')).toBe(1);
  expect(await operations.value('facepay_worker_handled_total{queue="deduction",outcome="done"}')).toBe(1);
  expect(await operations.value('facepay_worker_rounds_total')).toBeGreaterThan(0);
  await until('the events to be told', async () => ((await operations.value('facepay_events_told_total')) ?? 0) > 5);

  const before = await operations.value('facepay_access_refusals_total');
  const refused = { method: 'GET', target: '/v1/devices', headers: { authorization: 'Bearer somebody-elses' } };
  expect((await exchange(canteen.server.url, refused)).status).toBe(401);
  expect(await operations.value('facepay_access_refusals_total')).toBe((before ?? 0) + 1);
  expect(await operations.value('facepay_http_answers_total{method="GET",route="/v1/devices",status="4xx"}')).toBe(1);
  await exchange(canteen.server.url, { method: 'GET', target: '/13800000001/nowhere' });
  expect(
    await operations.value('facepay_http_answers_total{method="other",route="other",status="4xx"}'),
  ).toBeGreaterThanOrEqual(1);
  expect((await look('/metrics')).text).not.toContain('13800000001');
});

describe('readiness', () => {
  test('without keys of WeChat it fetches them; where it cannot, it is not ready and says why', async () => {
    const emulator = await startEmulator({ port: 0 });
    const control = succeeding(callerOf(emulator.url));
    const folder = makeTemporaryFolder();
    const surroundings = { merchant: await fetchMerchant(control), emulatorUrl: emulator.url, serverPort: 0 };
    const environment = environmentOf(newInstallation(folder.path), { ...surroundings, knownKeys: 'none' });
    const composed = await compose(settingsFrom(environment), { writeLog: () => undefined });
    const match = { pathPrefix: '/v3/certificates' };
    await control('POST', '/_emulator/faults', { kind: 'error-500-before', match, count: 1 });
    const theirs = await startOperations(
      { metrics: [], ready: composed.ready, logger: composed.ports.logger },
      { port: 0, host: '127.0.0.1' },
    );
    const ask = () => exchange(theirs.url, { method: 'GET', target: '/readyz' });
    const first = await ask();
    expect([first.status, JSON.parse(first.text)]).toEqual([
      503,
      { status: 'not-ready', reasons: ['wechat-keys-unknown'] },
    ]);
    expect((await exchange(theirs.url, { method: 'GET', target: '/healthz' })).status).toBe(200);
    await control('POST', '/_emulator/clock', { advanceMs: 120_000 }); // it asks at most once a minute
    await until('the keys to be there', async () => (await ask()).status === 200);
    theirs.stopping();
    const last = await ask();
    expect([last.status, JSON.parse(last.text).reasons]).toEqual([503, ['stopping']]);
    await theirs.stop();
    await composed.close();
    await emulator.stop();
    folder.remove();
  });

  test('a store that is gone is said', async () => {
    const closing = await openCanteen({ working: false });
    const theirs = await startCanteenOperations(closing);
    await closing.close();
    const answer = await exchange(theirs.url, { method: 'GET', target: '/readyz' });
    expect([answer.status, JSON.parse(answer.text).reasons]).toEqual([503, ['store-unavailable']]);
    await theirs.stop();
  });
});

test('docs/operations.md names every metric, every alarm and every reason', async () => {
  const handbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const { text } = await look('/metrics');
  const families = [...text.matchAll(/^# TYPE (\S+)/gmu)].map(([, name = '']) => name);
  const alarms = [...text.matchAll(/^facepay_alarms_total\{type="(\w+)"/gmu)].map(([, type = '']) => type);
  expect(alarms.length).toBeGreaterThan(5);
  expect([...families, ...alarms].filter((name) => !handbook.includes(`\`${name}\``))).toEqual([]);
});
