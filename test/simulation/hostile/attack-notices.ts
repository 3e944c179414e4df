import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { apiV3Key, buildNoticeBody, eventTypes, originalTypes, signAnswer } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { privateKeyOf, signerOf } from '../world/keys.ts';
import type { BareRequest } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

/**
 * BAD-7, BAD-11, BAD-15 to BAD-17, BAD-19, BAD-21, BAD-23: notices that WeChat signed and that mean nothing to us, and
 * copies that come too late or under a wrong key. None may change an order: the storage oracle and the audit see to that.
 */
export const attackNotices = async (raid: Raid, at: number): Promise<void> => {
  const { simulation, keys, records, school, expect } = raid;
  const { count, violate, wallNow } = simulation;
  let written = 0;
  const noticeOf = (eventType: string, resource: object, id?: string): Uint8Array => {
    written += 1;
    const isOrder = eventType !== eventTypes.userStateChange;
    return buildNoticeBody(sealKeyOf(keys), {
      id: id ?? `EV-raid-${at}-${written}`,
      createTime: '2026-09-01T12:00:00+08:00',
      eventType,
      originalType: isOrder ? originalTypes.transaction : originalTypes.userStateChange,
      summary: '支付成功',
      resource,
      nonce: `${at}-${written}`.padStart(12, '0').slice(-12),
    });
  };
  const post = async (body: Uint8Array, as: { ageMs?: number; byMerchant?: boolean } = {}): Promise<BareRequest> => ({
    method: 'POST',
    target: `/notify/wechat/${keys.mchid}`,
    headers: {
      'content-type': 'application/json',
      ...(await signed(signerIn(raid, as.byMerchant), body, wallNow() - (as.ageMs ?? 0))),
    },
    body,
  });
  /** A server that does not know WeChat's certificate yet looks for it once a minute at most (INV-55), if WeChat is there. */
  const believe = async (rule: string, body: Uint8Array): Promise<void> => {
    for (let tries = 0; ; tries += simulation.stepper.now() < simulation.plan.healAt ? 0 : 1) {
      const { status } = await raid.send(() => post(body));
      count(`hostile notice ${status}`);
      if (status === 200) return;
      if (status !== 401 || tries === 100) return violate(rule, `a notice of WeChat's is answered ${status}`);
      await raid.sleep(5000);
    }
  };
  const refuse = async (rule: string, body: Uint8Array, as: { ageMs?: number; byMerchant?: boolean }): Promise<void> =>
    void (await expect(rule, [401], () => post(body, as)));
  const deduction = records.all('deduction').find(({ status }) => status === 'in-flight' || status === 'unknown');
  const target = deduction ?? records.all('deduction').find(({ attempts }) => attempts.total > 0);
  const order = {
    sp_mchid: keys.mchid,
    sub_mchid: school.subMchid,
    out_trade_no: target?.no ?? 'F0000000000000000000000000000001',
    amount: { total: target?.amount ?? 1, currency: 'CNY' },
    trade_state: 'SUCCESS',
    success_time: '2026-09-01T12:00:00+08:00',
    transaction_id: '4200000000000000000000000001',
  };
  const paid = eventTypes.transactionSuccess;
  await believe('BAD-15', noticeOf(paid, { ...order, sp_mchid: '1900009999' }));
  await believe('BAD-15', noticeOf(paid, { ...order, sub_mchid: '1600009999' }));
  await believe('BAD-16', noticeOf(paid, { ...order, amount: { total: 1, currency: 'CNY' } }));
  await believe('BAD-17', noticeOf(paid, { ...order, out_trade_no: 'F9999999999999999999999999999901' }));
  await believe('BAD-20', noticeOf(eventTypes.transactionFail, { ...order, trade_state: 'PAYERROR' }));
  await believe('BAD-21', noticeOf('SOMETHING.NEW', { anything: 1 }));
  await believe('BAD-19', noticeOf(paid, order, `EV-raid-${at}-twice`));
  await believe('BAD-19', noticeOf(paid, { ...order, amount: { total: 2, currency: 'CNY' } }, `EV-raid-${at}-twice`));
  const captured = noticeOf(paid, order);
  await refuse('BAD-23', captured, { ageMs: 304_000 });
  await refuse('BAD-7', captured, { ageMs: -304_000 });
  await refuse('BAD-11', captured, { byMerchant: true });
};

const sealKeyOf = (keys: EmulatorKeys) => {
  const key = apiV3Key(keys.apiV3Key);
  if (E.isLeft(key)) throw new Error('the APIv3 key of a simulation');
  return key.right;
};

interface Signer {
  readonly serial: string;
  readonly pem: string;
}
/** Merchants of the public-key mode have no certificate of WeChat's, and find none. */
const signerIn = ({ simulation: { plan }, keys }: Raid, byMerchant = false): Signer => {
  const isPublic = plan.ops.some((op) => op.type === 'rotate' && op.change === 'public-key');
  const platform = keys.platform.at(-1);
  if (platform === undefined) throw new Error('no platform certificate');
  const signer = isPublic
    ? { serial: keys.publicKey.id, pem: keys.publicKey.privateKeyPem }
    : { serial: platform.serialNo, pem: platform.privateKeyPem };
  return byMerchant ? { ...signer, pem: keys.merchant.privateKeyPem } : signer;
};

const signed = ({ serial, pem }: Signer, body: Uint8Array, atMs: number) =>
  signAnswer(signerOf(privateKeyOf(pem)), {
    timestamp: String(Math.floor(atMs / 1000)),
    nonce: 'raid',
    body,
    serial,
  });
