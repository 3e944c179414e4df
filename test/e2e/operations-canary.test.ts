import * as t from 'io-ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canaryPupil as pupil, type CanaryWatch, createCanaryWatch, middleOf } from '../support/canaries.ts';
import { createNoticeSender, type NoticeSender, userState } from '../support/notice-sender.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { exchange, type RawAnswer, type RawRequest } from '../support/raw-exchange.ts';
import { readAs } from '../support/read-as.ts';
import { recordUrls } from '../support/record-urls.ts';
import { openCounter } from '../support/serve-meals.ts';
import { schoolName } from '../support/sign-up.ts';
import { type CanteenOperations, startCanteenOperations } from '../support/start-operations.ts';
import { until } from '../support/until.ts';

const { outUserId, ...personal } = pupil;
let canteen: Canteen;
let operations: CanteenOperations;
let sender: NoticeSender;
let watch: CanaryWatch;
let member: string;
let urls: readonly string[];
/** Every answer that is a refusal, with its headers. */
const refusals: string[] = [];

beforeAll(async () => {
  canteen = await openCanteen();
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
  await control('POST', '/_emulator/faults', { kind: 'notice-forge', count: 3 });
  for (const kind of faults) {
    const match = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };
    await control('POST', '/_emulator/faults', { kind, match, count: 1 });
    const { voucher } = await counter.mint({ pupil: signed, amountFen: 700 });
    watch.add(voucher.credential);
    await counter.upload(server.url, counter.pending());
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

/** Everything personal in the wrong place: bodies, members' names, paths, queries, headers, notices, terminals. */
const sendWhatIsRefused = async (): Promise<void> => {
  const authorization = `Bearer ${canteen.installation.adminToken}`;
  const json = { authorization, 'content-type': 'application/json' };
  const put = (body: unknown): RawRequest => ({
    method: 'PUT',
    target: member,
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const values = [...Object.values(personal), canteen.installation.adminToken, canteen.merchant.apiV3Key];
  for (const value of values) {
    await refuse(put({ ...roster, phone: `${value}!` }));
    await refuse(put({ ...roster, userType: value }));
    await refuse(put({ ...roster, [value]: value }));
    await refuse(put({ ...roster, guardianConsent: value }));
    await refuse(put(`{"name":"${value}"`));
    await refuse(put(`{"${value}":1,"${value}":2}`));
    const target = encodeURIComponent(value);
    await refuse({ method: 'GET', target: `/v1/members/${target}`, headers: json });
    await refuse({ method: 'GET', target: `/v1/deductions?${target}=${target}`, headers: json });
    await refuse({ method: 'GET', target: `/v1/deductions?cursor=${target}`, headers: json });
    await refuse({ method: 'GET', target: `/v1/deductions/${target}`, headers: json });
    await refuse({ method: 'GET', target: member, headers: { authorization: `Bearer x${target}` } });
    await refuse({ method: 'GET', target: member, headers: { authorization: target } });
    const unsigned = { 'content-type': 'application/json', 'signature-input': target, signature: target };
    const body = JSON.stringify({ rawData: value });
    await refuse({ method: 'POST', target: '/v1/devices/counter-1/authinfo', headers: unsigned, body });
    await refuse({ method: 'POST', target: '/v1/devices/counter-1/vouchers', headers: unsigned, body });
    note(await sender.send({ body: () => `{"${value}":"${value}"}` }));
    note(await sender.send({ headers: { 'wechatpay-serial': target } }));
    note(await sender.send({ content: { sealed: { nonce: value.slice(0, 5) } } }));
    note(await sender.send({ content: { envelope: { resource: value } } }));
    note(await exchange(operations.url, { method: 'GET', target: `/${target}` }));
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
