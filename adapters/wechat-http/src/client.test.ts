import { OrganizationId } from '@facepay/domain';
import type { OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedAsSent, openFakeGateway, publicKeyId, wrongSignings } from '../test/fake-gateway.ts';
import { must, order, paidBody, request } from '../test/orders.ts';

const organization = must(OrganizationId.of('O0A1B2CZ0123456789'));
const organizationBody = { organization_id: organization, organization_name: '第一小学' };
const main = 'https://api.mch.weixin.qq.com';
const backup = 'https://api2.mch.weixin.qq.com';
const down =
  (...hosts: readonly string[]) =>
  (call: OutgoingCall): TransportResult | undefined =>
    hosts.includes(call.origin) ? { type: 'NotSent', reason: 'ECONNREFUSED' } : undefined;
const silent = (): TransportResult => ({ type: 'OutcomeUnknown', reason: 'ETIMEDOUT' });

describe('a request', () => {
  it('carries what the gateway insists on', async () => {
    const gateway = openFakeGateway();
    await gateway.wechat.deductions.send(order, gateway.wechat.deductions.prepare(request))();
    expect(gateway.calls[0]).toMatchObject({
      method: 'POST',
      target: '/v3/offlineface/transactions',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': expect.any(String),
        'wechatpay-serial': publicKeyId,
        authorization: expect.stringMatching(/^WECHATPAY2-SHA256-RSA2048 mchid="1900000001",nonce_str="\d{32}"/u),
      },
    });
  });
  it('INV-57 is signed over exactly the bytes sent, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (body) => {
        const gateway = openFakeGateway();
        await gateway.wechat.deductions.send(order, body)();
        await gateway.wechat.deductions.query(order)();
        expect(gateway.calls.map(isSignedAsSent)).toEqual([true, true]);
      }),
    );
  });
  it('INV-57 never has the nonce of another one', async () => {
    const gateway = openFakeGateway();
    for (let count = 0; count < 5; count += 1) await gateway.wechat.deductions.query(order)();
    expect(new Set(gateway.calls.map(({ headers }) => headers['authorization'])).size).toBe(5);
  });
});

describe('an answer', () => {
  it.each(wrongSignings)('INV-54 %s is unknown', async (signing) => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: organizationBody, signing }));
    expect(await gateway.wechat.organizations.find(organization)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('INV-47 a probe fails like any wrong signature, and is told apart only in the trace', async () => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: paidBody, signing: 'probe' }));
    await gateway.wechat.deductions.query(order)();
    expect(gateway.traces).toEqual([
      expect.objectContaining({ outcome: 'unknown', reason: 'probe', httpStatus: 200, requestId: 'REQ-1' }),
    ]);
  });
  it('INV-48 with no key at all verifies nothing', async () => {
    const created = openFakeGateway({}, 'none');
    created.reply(() => ({ body: organizationBody }));
    expect(await created.wechat.organizations.find(organization)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it('INV-88 leaves neither body nor query nor header in the trace', async () => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: paidBody }));
    await gateway.wechat.deductions.send(order, gateway.wechat.deductions.prepare(request))();
    await gateway.wechat.deductions.query(order)();
    expect(gateway.traces.map(({ path }) => path)).toEqual([
      '/v3/offlineface/transactions',
      `/v3/offlineface/transactions/out-trade-no/${order.no}`,
    ]);
    expect(JSON.stringify(gateway.traces)).not.toMatch(/午餐|Y3JlZGVudGlhbA|signature|sp_mchid/u);
  });
});

const certificateCalls = ({ calls }: { readonly calls: readonly OutgoingCall[] }) =>
  calls.filter(({ target }) => target === '/v3/certificates').length;

describe('INV-55 an unknown serial', () => {
  it('causes one download a minute, whoever meets it, and is not accepted meanwhile', async () => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: organizationBody, signing: 'unknown-serial' }));
    const ask = () => gateway.wechat.organizations.find(organization)();
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(answers).toEqual(
      Array.from({ length: 20 }, () => E.left(expect.objectContaining({ reason: 'SerialUnknown' }))),
    );
    expect(certificateCalls(gateway)).toBe(1);
    gateway.clock.pass(59_999);
    await ask();
    expect(certificateCalls(gateway)).toBe(1);
    gateway.clock.pass(1);
    await ask();
    expect(certificateCalls(gateway)).toBe(2);
  });
  it('an empty list or 404 is good for 12 hours of the schedule', async () => {
    const gateway = openFakeGateway();
    gateway.reply(() => ({ body: { data: [] } }));
    await gateway.wechat.keys.renewIfDue();
    gateway.clock.pass(12 * 3_600_000 - 1);
    await gateway.wechat.keys.renewIfDue();
    expect(certificateCalls(gateway)).toBe(1);
    gateway.clock.pass(1);
    await gateway.wechat.keys.renewIfDue();
    expect(certificateCalls(gateway)).toBe(2);
  });
});

describe('hosts', () => {
  it('what was not sent goes to the backup at once, under the same signature', async () => {
    const gateway = openFakeGateway({ backupUrl: backup });
    gateway.reply(() => ({ body: organizationBody }));
    gateway.break(down(main));
    expect(await gateway.wechat.organizations.find(organization)()).toMatchObject(E.right({ name: '第一小学' }));
    expect(gateway.calls.map(({ origin }) => origin)).toEqual([main, backup]);
    expect(gateway.calls[0]?.headers).toEqual(gateway.calls[1]?.headers);
  });
  it('INV-9 what may have been sent is never sent again by itself', async () => {
    const gateway = openFakeGateway({ backupUrl: backup });
    gateway.break(silent);
    expect(await gateway.wechat.deductions.query(order)()).toMatchObject(E.left({ type: 'WechatUnknown' }));
    expect(gateway.calls).toHaveLength(1);
  });
  it('three failures in a row move the calls to the backup for a minute', async () => {
    const gateway = openFakeGateway({ backupUrl: backup });
    gateway.reply(() => ({ body: paidBody }));
    const askedAt = async () => {
      await gateway.wechat.deductions.query(order)();
      return gateway.calls.at(-1)?.origin;
    };
    gateway.break(silent);
    expect([await askedAt(), await askedAt(), await askedAt()]).toEqual([main, main, main]);
    gateway.break(undefined);
    expect(await askedAt()).toBe(backup);
    gateway.clock.pass(59_999);
    expect(await askedAt()).toBe(backup);
    gateway.clock.pass(1);
    expect(await askedAt()).toBe(main);
  });
  it('an answer in between starts the count again', async () => {
    const gateway = openFakeGateway({ backupUrl: backup });
    for (const result of [silent, silent, undefined, silent, silent, undefined]) {
      gateway.break(result);
      await gateway.wechat.deductions.query(order)();
    }
    expect(new Set(gateway.calls.map(({ origin }) => origin))).toEqual(new Set([main]));
  });
  it('no connection anywhere is unavailable, not unknown', async () => {
    const gateway = openFakeGateway({ backupUrl: backup });
    gateway.break(down(main, backup));
    expect(await gateway.wechat.deductions.send(order, '{}')()).toEqual(
      E.left({ type: 'WechatUnavailable', reason: 'ECONNREFUSED', trace: {} }),
    );
  });
});
