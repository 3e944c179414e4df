import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pupil, signUp } from '@facepay/conformance';
import { createPlatformKey } from '@facepay/wechat-emulator';
import { createGotTransport } from '@facepay/wechat-http';
import type { ReceivedAnswer, Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, describe, expect, test } from 'vitest';
import { mulberry } from '../support/mulberry.ts';
import { noonAtSchool, openSchool, type School, schoolKeys } from './wechat-school.ts';

const hour = 3_600_000;
const find = (school: School) => school.wechat.organizations.find(school.organization)();
const found = E.right(expect.objectContaining({ name: '第一小学' }));
const unknown = (reason: string) => E.left(expect.objectContaining({ type: 'WechatUnknown', reason }));
const downloads = (school: School) => school.requestsTo('/v3/certificates');

/** Changes answers to the certificate download only. */
const changing =
  (change: (answer: ReceivedAnswer) => ReceivedAnswer) =>
  (transport: Transport): Transport =>
  async (call) => {
    const result = await transport(call);
    if (result.type !== 'Answered' || call.target !== '/v3/certificates') return result;
    return { type: 'Answered', answer: change(result.answer) };
  };

describe('platform certificates', () => {
  test('are downloaded when the first answer needs them, and kept', async () => {
    const school = await openSchool({ mode: 'certificate' });
    expect([await find(school), await find(school)]).toEqual([found, found]);
    expect(downloads(school)).toBe(1);
  });
  test('INV-45 a list that its own certificates did not sign is thrown away whole', async () => {
    const wrap = changing((answer) => ({ ...answer, headers: { ...answer.headers, 'wechatpay-nonce': ['other'] } }));
    const school = await openSchool({ mode: 'certificate', wrap });
    expect(await find(school)).toEqual(unknown('SerialUnknown'));
    expect(school.wechat.keys.ring().keys).toEqual([]);
  });
  test('an unsigned list is thrown away, too', async () => {
    const wrap = changing(({ status, body }) => ({ status, body, headers: {} }));
    expect(await find(await openSchool({ mode: 'certificate', wrap }))).toEqual(unknown('SerialUnknown'));
  });
  test('INV-55 without the right APIv3 key none is believed', async () => {
    const config = { apiV3Keys: ['0123456789abcdefghijklmnopqrstuv'] };
    expect(await find(await openSchool({ mode: 'certificate', config }))).toEqual(unknown('SerialUnknown'));
  });
  test('INV-56 with two APIv3 keys, during a change, the list opens', async () => {
    const config = { apiV3Keys: ['0123456789abcdefghijklmnopqrstuv', schoolKeys.apiV3Key] };
    expect(await find(await openSchool({ mode: 'certificate', config }))).toEqual(found);
  });
  test('INV-56 a new certificate is taken up, at most a minute late, and the old one still verifies', async () => {
    const school = await openSchool({ mode: 'certificate' });
    expect(await find(school)).toEqual(found);
    await school.control('POST', '/keys/rotate', {});
    expect(await find(school)).toEqual(unknown('SerialUnknown'));
    await school.pass(60_000);
    expect(await find(school)).toEqual(found);
    const [old] = schoolKeys.platform;
    await school.control('POST', '/keys/rotate', { signingSerial: old?.serialNo });
    expect(await find(school)).toEqual(found);
    expect(downloads(school)).toBe(2);
  });
  test('INV-55 the schedule asks every 12 hours, so a listed one is known before it signs', async () => {
    const school = await openSchool({ mode: 'certificate' });
    await school.wechat.keys.renewIfDue();
    await school.control('POST', '/keys/rotate', { platformCertificate: 'listed' });
    await school.pass(12 * hour);
    await school.wechat.keys.renewIfDue();
    expect(school.wechat.keys.ring().keys).toHaveLength(2);
  });
  test('INV-55 an expired one is dropped', async () => {
    const school = await openSchool({ mode: 'certificate' });
    await find(school);
    await school.pass(6 * 365 * 24 * hour);
    expect(school.wechat.keys.ring().keys).toEqual([]);
  });
  test('INV-55 the merchant’s own certificate is never WeChat’s, even if configured as such', async () => {
    const platformCertificates = [schoolKeys.merchant.certificatePem];
    const school = await openSchool({ mode: 'certificate', config: { platformCertificates } });
    expect(school.wechat.keys.ring().keys).toEqual([]);
  });
  test('a configured certificate needs no download', async () => {
    const platformCertificates = schoolKeys.platform.map(({ certificatePem }) => certificatePem);
    const school = await openSchool({ mode: 'certificate', config: { platformCertificates } });
    expect(await find(school)).toEqual(found);
    expect(downloads(school)).toBe(0);
  });
  test('v3-rules.md §4 both kinds at once verify by serial', async () => {
    const school = await openSchool({ mode: 'mixed' });
    expect(await find(school)).toEqual(found);
    await school.control('POST', '/keys/rotate', { mode: 'certificate' });
    expect(await find(school)).toEqual(found);
    await school.control('POST', '/keys/rotate', { mode: 'public-key' });
    expect(await find(school)).toEqual(found);
  });
});

/** A school with one signed pupil, and the key that each patch of that pupil names. */
const openPatching = async (options: Parameters<typeof openSchool>[0]) => {
  const serials: (string | undefined)[] = [];
  const school = await openSchool({
    ...options,
    wrap: (transport) => (call) => {
      if (call.method === 'PATCH') serials.push(call.headers['wechatpay-serial']);
      return transport(call);
    },
  });
  const signed = await signUp(school);
  const profile = { name: '张三丰', phone: '13900139042', userType: 'student', classOrPost: '四年一班' } as const;
  const patch = () => school.memberChanges.patch(school.organization, signed.outUserId, { profile })();
  return { school, patch, serials };
};
describe('the key that fields are encrypted with', () => {
  const done = E.right(undefined);
  const [first] = schoolKeys.platform;

  test.each([
    ['public-key', schoolKeys.publicKey.id],
    ['mixed', schoolKeys.publicKey.id],
    ['certificate', first?.serialNo],
  ] as const)('in %s mode is named by the request', async (mode, serial) => {
    const { patch, serials } = await openPatching({ mode });
    expect(await patch()).toEqual(done);
    expect(serials).toEqual([serial]);
  });
  test('v3-rules.md §4 is of the listed certificates the one that expires last, before it signs', async () => {
    const { school, patch, serials } = await openPatching({ mode: 'certificate' });
    await school.pass(24 * hour);
    const { platformSerials } = await school.control('POST', '/keys/rotate', { platformCertificate: 'listed' });
    await school.wechat.keys.renewIfDue();
    expect(await patch()).toEqual(done);
    expect(platformSerials).toEqual([first?.serialNo, ...serials]);
  });
  test('is a configured certificate without any download', async () => {
    const platformCertificates = schoolKeys.platform.map(({ certificatePem }) => certificatePem);
    const { school, patch } = await openPatching({ mode: 'certificate', config: { platformCertificates } });
    expect(await patch()).toEqual(done);
    expect(downloads(school)).toBe(0);
  });
  test('is downloaded by the first change of all, if none is known', async () => {
    const school = await openSchool({ mode: 'certificate' });
    const ask = () => school.memberChanges.patch(school.organization, pupil(1), { usage: 'disabled' })();
    expect(await ask()).toMatchObject(E.left({ type: 'WechatRefused' })); // a verified word: there is no such pupil
    expect(downloads(school)).toBe(1);
  });
});

describe('BAD-35 TLS', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  /** A server that would note any request, and a caller that trusts exactly this certificate. */
  const callWith = async (issuedAt: number, trusted: boolean) => {
    const { certificatePem, privateKeyPem } = await createPlatformKey(mulberry(5), issuedAt);
    let requests = 0;
    const server = createServer({ key: privateKeyPem, cert: certificatePem }, (_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { transport, close } = createGotTransport(trusted ? { certificateAuthority: certificatePem } : {});
    ends.push(close, () => server.close());
    const result = await transport({
      origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      method: 'POST',
      target: '/v3/offlineface/transactions',
      headers: {},
      body: new Uint8Array(100),
      timeoutMs: 5000,
      bytesMax: 1000,
    });
    return { result, requests: () => requests };
  };
  test.each([
    ['of another host', Date.now(), true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that expired', noonAtSchool - 10 * 365 * 24 * hour, true, 'CERT_HAS_EXPIRED'],
    ['that nobody we trust issued', Date.now(), false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('a certificate %s: nothing is sent', async (_, issuedAt, trusted, reason) => {
    const { result, requests } = await callWith(issuedAt, trusted);
    expect(result).toEqual({ type: 'NotSent', reason });
    expect(requests()).toBe(0);
  });
});
