import { startEmulator } from '@facepay/emulator';
import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSchoolAtWechat } from '../support/adopt-school.ts';
import { callerOf, succeeding } from '../support/call-json.ts';
import { fetchMerchant, type Merchant } from '../support/merchant.ts';
import { type CaughtNotice, openNoticeBox } from '../support/notice-box.ts';
import { createPeerClient, peerDecrypt, peerVerifies } from '../support/peer.ts';
import { makeSchoolKeys } from '../support/school-keys.ts';
import { type Pupil, signAtWechat } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

// Runs once: the emulator and somebody else's client, no store of ours.

let keys: EmulatorKeys;
beforeAll(async () => {
  keys = await makeSchoolKeys();
});
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** An emulated WeChat Pay whose notices fall into a box, and a client that is not ours to move things with. */
const openWechat = async () => {
  const box = await openNoticeBox();
  closing.push(box.close);
  const emulator = await startEmulator({ port: 0, keys, settings: { transactionNotices: true } });
  closing.push(emulator.stop);
  const control = succeeding(callerOf(emulator.url));
  const merchant = await fetchMerchant(control);
  await control('POST', '/_emulator/notify-url', { url: box.url });
  const peer = createPeerClient(emulator.url, merchant);
  const organizationId = await openSchoolAtWechat(control);
  const sign = (number: number) =>
    signAtWechat(control, number, async (outUserId) => {
      const web = { out_user_id: outUserId, organization_id: organizationId };
      const { data } = await peer.chain('v3/offlinefacemch/tokens').post({ scene: 'WEBSESSION', web_init_data: web });
      return String(Reflect.get(data, 'token'));
    });
  const charge = async ({ userId }: Pupil, outTradeNo: string) => {
    const order = { organizationId, userId, subMchid: merchant.subMchid, amountFen: 1250 };
    const { credential } = await control('POST', '/_emulator/credentials', order);
    await peer.chain('v3/offlineface/transactions').post({
      auth_code: credential,
      sp_appid: merchant.appid,
      sp_mchid: merchant.mchid,
      sub_mchid: merchant.subMchid,
      amount: { total: 1250, currency: 'CNY' },
      scene_info: { device_ip: '10.0.0.8' },
      description: '午餐',
      out_trade_no: outTradeNo,
      business: { business_product_id: 2, business_scene_id: 3 },
    });
  };
  const terminateByApi = ({ userId }: Pupil) =>
    peer
      .chain('v3/offlinefacemch/organizations/{organization_id}/users/user-id/{user_id}/terminate-contract')
      .post({}, { organization_id: organizationId, user_id: userId });
  return { box, control, merchant, sign, charge, terminateByApi };
};

const read = (merchant: Merchant, { body }: CaughtNotice): Record<string, unknown> => {
  const envelope = JSON.parse(body);
  return { event: envelope.event_type, ...JSON.parse(peerDecrypt(merchant, envelope.resource)) };
};

const user = (who: Pupil) => ({ event: 'FACEPAY.USER_STATE_CHANGE', user_id: who.userId });
const order = (event: string, no: string) => ({ event: `TRANSACTION.${event}`, out_trade_no: no });
/** Two of the same content have the same key. */
const key = (one: object) => JSON.stringify(Object.values(one).map(String).sort());

describe('each notice verifies and opens with an implementation that is not ours', () => {
  test.each([
    ['certificate', 0],
    ['public-key', 0],
    ['mixed', 0],
    ['mixed', 1],
  ] as const)('%s mode, public-key share %d', async (mode, publicKeyShare) => {
    const { box, control, merchant, sign, charge, terminateByApi } = await openWechat();
    await control('POST', '/_emulator/keys/rotate', { mode, publicKeyShare });
    const [first, second] = [await sign(1), await sign(2)];
    await charge(first, 'PEER-SUCCESS');
    await control('PUT', `/_emulator/payers/${second.openid}`, { balanceFen: 0, cards: [], advanceQuota: false });
    await charge(second, 'PEER-FAIL');
    await control('PUT', `/_emulator/payers/${second.openid}`, { advanceQuota: true });
    await charge(second, 'PEER-ADVANCE');
    await control('PUT', `/_emulator/payers/${second.openid}`, { balanceFen: 10_000 });
    await control('POST', `/_emulator/payers/${second.openid}/repay`, {});
    await control('POST', `/_emulator/users/${first.userId}/disable`);
    await control('POST', `/_emulator/users/${first.userId}/terminate`);
    await terminateByApi(second);
    await until('nine notices', () => box.notices().length >= 9);

    for (const notice of box.notices()) {
      expect(peerVerifies(merchant, notice.headers, notice.body)).toBe(true);
      expect(peerVerifies(merchant, notice.headers, notice.body.replace('encrypt', 'encrypu'))).toBe(false);
      const byPublicKey = notice.headers['wechatpay-serial'] === merchant.publicKeyId;
      expect(byPublicKey).toBe(mode === 'public-key' || publicKeyShare === 1);
    }
    const expected = [
      user(first), // signed
      user(second),
      order('SUCCESS', 'PEER-SUCCESS'),
      order('FAIL', 'PEER-FAIL'),
      order('SUCCESS', 'PEER-ADVANCE'),
      order('PAY_BACK', 'PEER-ADVANCE'),
      user(first), // disabled
      user(first), // terminated by the payer
      user(second), // terminated by us
    ];
    const seen = box.notices().map((notice) => read(merchant, notice));
    const named = seen.map(({ event, user_id, out_trade_no }) => key([event, user_id ?? out_trade_no]));
    expect(named.sort()).toEqual(expected.map(key).sort());
    expect(seen.filter(({ trade_state: state }) => state === 'PAYERROR')).toMatchObject([
      { out_trade_no: 'PEER-FAIL' },
    ]);
    expect(seen.filter(({ debt_state: state }) => state === 'REPAYMENT')).toHaveLength(1);
  });
});
