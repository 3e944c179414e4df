import * as t from 'io-ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canaryPupil as pupil, type CanaryWatch, createCanaryWatch, middleOf } from '../support/canaries.ts';
import { noticesWith, requestsWith } from '../support/misplaced-secrets.ts';
import type { MintingDevice } from '../support/minting-device.ts';
import { createNoticeSender, type NoticeSender, userState } from '../support/notice-sender.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { exchange, type RawAnswer, type RawRequest } from '../support/raw-exchange.ts';
import { readAs } from '../support/read-as.ts';
import { recordUrls } from '../support/record-urls.ts';
import { openCounter } from '../support/serve-meals.ts';
import { type Pupil, schoolName } from '../support/sign-up.ts';
import { type CanteenOperations, startCanteenOperations } from '../support/start-operations.ts';
import { startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';
import { until } from '../support/until.ts';

const { outUserId, ...personal } = pupil;
let canteen: Canteen;
let operations: CanteenOperations;
let collector: TraceCollector;
let sender: NoticeSender;
let watch: CanaryWatch;
let member: string;
let urls: readonly string[];
/** Every answer that is a refusal, with its headers. */
const refusals: string[] = [];

beforeAll(async () => {
  collector = await startTraceCollector();
  canteen = await openCanteen({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint } });
  operations = await startCanteenOperations(canteen);
  sender = createNoticeSender(canteen, () => Math.floor(canteen.emulator.clock.now() / 1000));
  member = `/v1/organizations/${canteen.organizationId}/members/${outUserId}`;
  const { installation, merchant } = canteen;
  watch = createCanaryWatch(Object.values(personal));
  watch.add(installation.adminToken, installation.fieldKeys.slice(3), middleOf(installation.ackKeyPem));
  watch.add(merchant.apiV3Key, middleOf(merchant.privateKeyPem));
  const recorded = recordUrls();
  await playDayWithFaults();
  recorded.stop();
  urls = recorded.urls.filter((url) => !url.includes(' /_emulator/')); // that is the test speaking
  await sendWhatIsRefused();
});
afterAll(async () => {
  await operations.stop();
  await canteen.close();
  await collector.stop();
});

const Token = t.type({ token: t.string }, 'Token');
const Signed = t.type({ userId: t.string, contractId: t.string }, 'Signed');
const roster = {
  name: pupil.name,
  phone: pupil.phone,
  userType: 'student',
  classOrPost: pupil.classOrPost,
  guardianConsent: { guardian: pupil.guardian, textVersion: 'v1', at: '2026-09-01T08:00:00+08:00' },
};

/** Sign-up by the parent in both mini programs, with every personal field WeChat asks for. */
const signUp = async () => {
  const { api, control } = canteen;
  await api('PUT', member, roster);
  const issueToken = async (): Promise<string> => {
    const { token } = readAs(Token, await api('POST', `${member}/token`));
    watch.add(token);
    return token;
  };
  await control('POST', '/_emulator/mini-programs/enrol', {
    token: await issueToken(),
    outUserId,
    organizationName: schoolName,
    name: pupil.name,
    phone: pupil.phone,
    identityNumber: pupil.identityNumber,
    className: pupil.classOrPost,
    faceSeed: 77,
  });
  const sign = { token: await issueToken(), openid: pupil.openid, name: pupil.payer };
  const signed = readAs(Signed, await control('POST', '/_emulator/mini-programs/sign', sign));
  await api('POST', `${member}/sync`);
  return { ...signed, outUserId, name: pupil.name, openid: pupil.openid, faceSeed: 77 };
};

/** Card and documents on their way to WeChat, and a phone that changed: lost once, refused once, done once. */
const changeMember = async (): Promise<void> => {
  const { api, callApi, control } = canteen;
  const presign = {
    contractMode: 'limited-card',
    identityNumber: pupil.identityNumber,
    bankCard: { number: pupil.cardNumber, holder: pupil.cardHolder, phone: pupil.cardPhone },
  };
  const match = { pathPrefix: '/v3/offlineface/contracts/presign' };
  for (const kind of ['lose-reply', 'error-500-before', 'wrong-signature']) {
    await control('POST', '/_emulator/faults', { kind, match, count: 1 });
    const answer = await callApi('POST', `${member}/presign`, presign);
    refusals.push(answer.status >= 400 ? JSON.stringify(answer.json) : '');
  }
  const Presigned = t.type({ presignToken: t.string }, 'Presigned');
  watch.add(readAs(Presigned, await api('POST', `${member}/presign`, presign)).presignToken);
  await api('PUT', member, { ...roster, phone: pupil.laterPhone });
  await api('POST', `${member}/disable`);
  await api('POST', `${member}/enable`);
};

/** One meal each: what WeChat does to us on the way, and that it is paid in the end. */
const faults = ['lose-reply', 'wrong-signature', 'truncate', 'error-500-after', 'error-500-before', 'unsigned'];

const playDayWithFaults = async (): Promise<void> => {
  const { api, control, server } = canteen;
  const signed = await signUp();
  await changeMember();
  const counter = await openCounter(canteen, 'counter-1');
  await decideHeldSale(counter, signed); // first: a limit would hold back what follows
  await control('POST', '/_emulator/faults', { kind: 'notice-forge', count: 3 });
  for (const kind of faults) {
    const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
    await control('POST', '/_emulator/faults', { kind, match, count: 1 });
    const { voucher } = await counter.mint({ pupil: signed, amountFen: 700 });
    watch.add(voucher.credential);
    await counter.upload(server.url, counter.pending());
    await until('the fault to strike', async () => {
      const { items } = readAs(Sales, await api('GET', `/v1/deductions?organizationId=${canteen.organizationId}`));
      return items.every(({ state }) => !['received', 'reserved', 'in-flight'].includes(state));
    });
  }
  const paid = async (): Promise<number> => {
    const { items } = readAs(
      t.type({ items: t.array(t.type({ state: t.string })) }),
      await api('GET', '/v1/deductions'),
    );
    return items.filter(({ state }) => state === 'paid').length;
  };
  await until('every meal to be paid', async () => {
    await control('POST', '/_emulator/clock', { advanceMs: 30_000 });
    return (await paid()) === faults.length;
  });
};

/** A sale held for its amount is given up, in an operator's words; the key and the words are his own affair. */
const decideHeldSale = async (counter: MintingDevice, signed: Pupil): Promise<void> => {
  const { server, installation, callApi } = canteen;
  await callApi('PUT', `${member}/limits`, { singleLimitFen: 600 });
  const { voucher } = await counter.mint({ pupil: signed, amountFen: 650 });
  watch.add(voucher.credential);
  await counter.upload(server.url, counter.pending());
  const heldId = async (): Promise<string | undefined> => {
    const { items } = readAs(
      Sales,
      await canteen.api('GET', `/v1/deductions?organizationId=${canteen.organizationId}`),
    );
    return items.find(({ state }) => state === 'held')?.deductionId;
  };
  await until('the sale to be held', async () => (await heldId()) !== undefined);
  for (const reason of [personal.operatorReason, '另一个原因']) {
    const { status, text } = await exchange(server.url, {
      method: 'POST',
      target: `/v1/deductions/${await heldId()}/give-up?organizationId=${canteen.organizationId}`,
      headers: {
        authorization: `Bearer ${installation.adminToken}`,
        'content-type': 'application/json',
        'idempotency-key': personal.idempotencyKey,
      },
      body: JSON.stringify({ reason }),
    });
    if (status >= 400) refusals.push(text);
  }
  await callApi('PUT', `${member}/limits`, { singleLimitFen: 10_000 });
};
const Sales = t.type({ items: t.array(t.type({ state: t.string, deductionId: t.string })) });

const refuse = async (request: RawRequest): Promise<void> => {
  const { status, headers, text } = await exchange(canteen.server.url, request);
  expect([request.method, request.target, status >= 400 && status < 500]).toEqual([
    request.method,
    request.target,
    true,
  ]);
  refusals.push(JSON.stringify({ headers }), text);
};
const note = ({ status, headers, text }: RawAnswer): void => {
  expect(status).toBeGreaterThanOrEqual(400);
  refusals.push(JSON.stringify({ headers }), text);
};

/** Everything personal in the wrong place. */
const sendWhatIsRefused = async (): Promise<void> => {
  const token = canteen.installation.adminToken;
  for (const value of [...Object.values(personal), token, canteen.merchant.apiV3Key]) {
    for (const request of requestsWith(value, { member, roster, token })) await refuse(request);
    for (const change of noticesWith(value)) note(await sender.send(change));
    note(await exchange(operations.url, { method: 'GET', target: `/${encodeURIComponent(value)}` }));
  }
  const { mchid } = canteen.merchant;
  const resource = { ...userState(mchid, canteen.organizationId, 'pupil-unknown'), ...personal };
  expect((await sender.send({ content: { resource } })).status).toBe(200); // authentic, and quarantined by the worker
  await until('the quarantine', () => canteen.log().some(({ message }) => message === 'NoticeQuarantined'));
};

describe('INV-88 after a day with faults, no personal value, credential or key is in', () => {
  test('any log line', () => {
    const lines = canteen.log().map((line) => JSON.stringify(line));
    expect(lines.length).toBeGreaterThan(300);
    expect(lines.filter((line) => watch.foundIn(line).length > 0)).toEqual([]);
  });

  test('any error answer', () => {
    expect(refusals.length).toBeGreaterThan(400);
    expect(refusals.filter((answer) => watch.foundIn(answer).length > 0)).toEqual([]);
  });

  test('FAQ 2.1 any support report: what WeChat’s support asks for, of every call that failed', async () => {
    const ofSchool = `organizationId=${canteen.organizationId}`;
    const { items } = readAs(Sales, await canteen.api('GET', `/v1/deductions?${ofSchool}`));
    const details = await Promise.all(
      items.map(async ({ deductionId }) =>
        JSON.stringify(await canteen.api('GET', `/v1/deductions/${deductionId}?${ofSchool}`)),
      ),
    );
    // A notice may be faster than the broken answer: then nothing is unknown, and there is nothing to report.
    const failed = details.filter((detail) => detail.includes('"OutcomeUnknown"'));
    expect(failed.length).toBeGreaterThanOrEqual(1); // of a 500 before the effect there is no notice
    expect(failed.filter((detail) => !detail.includes('请求接口：'))).toEqual([]);
    expect(refusals.filter((answer) => answer.includes('请求参数：')).length).toBeGreaterThan(2);
    expect(watch.foundIn(details.join('\n'))).toEqual([personal.operatorReason]); // shown to staff as why it was given up
  });

  test('any trace', async () => {
    const told = (name: string): boolean => collector.spans().some((span) => span.name === name);
    await until(
      'the spans of the day',
      () => ['voucher', 'wechat deduct', 'operator decides', 'event told'].every(told),
      {
        withinMs: 30_000,
      },
    );
    expect(watch.foundIn(collector.raw())).toEqual([]);
  });

  test('any metric', async () => {
    const { text } = await exchange(operations.url, { method: 'GET', target: '/metrics' });
    expect(text.length).toBeGreaterThan(3_000);
    expect(watch.foundIn(text)).toEqual([]);
    expect(await operations.value('facepay_alarms_total{type="NoticeQuarantined"}')).toBeGreaterThanOrEqual(1);
  });

  test('any URL, ours or WeChat’s', () => {
    expect(urls.filter((url) => url.includes(' /v3/')).length).toBeGreaterThan(faults.length);
    expect(urls.filter((url) => url.includes(' /notify/'))).not.toEqual([]);
    for (const path of ['/contracts/presign', '/transactions', '/v1/organizations'])
      expect(urls.filter((url) => url.includes(path))).not.toEqual([]);
    expect(urls.filter((url) => watch.foundIn(url).length > 0)).toEqual([]);
  });

  test('(the watch sees each of them, however it is written)', async () => {
    const { text } = await exchange(canteen.server.url, {
      method: 'GET',
      target: member,
      headers: { authorization: `Bearer ${canteen.installation.adminToken}` },
    });
    expect(watch.foundIn(text)).toEqual([pupil.name, pupil.classOrPost, pupil.guardian, pupil.laterPhone]);
    expect(watch.foundIn(`/x?y=${encodeURIComponent(pupil.payer)}`)).toEqual([pupil.payer]);
    expect(watch.foundIn(Buffer.from(pupil.identityNumber).toString('base64'))).toEqual([pupil.identityNumber]);
  });
});
