import { AuthorizationCode, Fen } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, it } from 'vitest';
import { mchid, type Reply } from '../test/fake-gateway.ts';
import { must } from '../test/orders.ts';
import { type Mode, modes, openPayscoreGateway, payscoreNo, wishes } from '../test/payscore-orders.ts';

const { payments, discounts, total } = wishes.modify;
const code = must(AuthorizationCode.of('C-1'));
const owner = { service_id: '500001', appid: 'wx0123456789abcdef', mchid };

const open = (mode: Mode, reply: Reply) => {
  const gateway = openPayscoreGateway(mode);
  gateway.reply(() => reply);
  const asked = () =>
    gateway.calls.map(({ method, target, body }) => `${method} ${target} ${new TextDecoder().decode(body)}`.trim());
  return { ...gateway.payscore.extras, asked };
};

it.each(modes)('both messages of an order, %s mode (§4.9)', async (mode) => {
  const { sendMessage, asked } = open(mode, { status: 204 });
  for (const kind of ['pending', 'prepaid'] as const)
    expect(await sendMessage(kind, payscoreNo, { payments, discounts, total, chargeOn: '20231218' })()).toEqual(
      E.right(undefined),
    );
  const base = mode === 'direct' ? '/v3/payscore/serviceorder' : '/v3/payscore/partner/serviceorder';
  const start = mode === 'direct' ? '{"service_id":"500001","post_payments"' : '{"service_id":"500001","sub_mchid"';
  expect(asked().map((call) => call.split('"post_payments"')[0])).toEqual(
    ['pending', 'prepaid'].map((kind) =>
      mode === 'direct'
        ? `POST ${base}/${payscoreNo}/send-${kind}message {"service_id":"500001",`
        : `POST ${base}/${payscoreNo}/send-${kind}message {"service_id":"500001","sub_mchid":"1600000001",`,
    ),
  );
  for (const call of asked()) {
    expect(call).toContain(start);
    expect(call).toContain('"total_amount":3900,"prepaid_time":"20231218"}');
  }
});

it.each(modes)("a user's risk level, %s mode (§10.4)", async (mode) => {
  const body = { ...owner, authorization_state: 'AVAILABLE', user_label: 'A', user_risk_level: 1 };
  const { assessRisk, asked } = open(mode, { body });
  const goods = [{ name: '耳机', picture: 'https://p.test/1', amount: must(Fen.of(550)), count: 1 }];
  expect(await assessRisk({ type: 'code', code }, goods)()).toMatchObject(E.right({ user_risk_level: 1 }));
  const path =
    mode === 'direct'
      ? '/v3/payscore/permissions/assess-user-risk-level'
      : '/v3/payscore/partner/permissions/assess-user-risk-level?sub_mchid=1600000001';
  expect(asked()).toEqual([
    `POST ${path} {"service_id":"500001","appid":"wx0123456789abcdef","authorization_code":"C-1",` +
      '"shopping_info":{"goods":[{"name":"耳机","picture":"https://p.test/1","amount":550,"count":1}]}}',
  ]);
});

it('what only a provider may ask: a token during a payment, and quotas', async () => {
  const scene = open('partner', { body: { scene: 'TRANSACTION', transaction_permissions_token: 'T-1' } });
  const payment = { mchid, subMchid: '1600000001' };
  expect(await scene.applyForScene({ code, payment })()).toMatchObject(
    E.right({ transaction_permissions_token: 'T-1' }),
  );
  expect(scene.asked()[0]).toContain('POST /v3/payscore/partner/permissions/apply-for-scene {');
  const quotas = [{ risk_level: 1, suggested_quota: 10_000 }];
  const levels = open('partner', { body: { quotas } });
  expect(await levels.quotas(2)()).toEqual(E.right({ quotas }));
  expect(levels.asked()[0]).toContain('/servicequotas/service-id/500001?sub_mchid=1600000001&appid=');
});

it('the bills of a day, and no answer that is not signed', async () => {
  const bill = {
    bill_sequence: 1,
    hash_type: 'SHA1',
    hash_value: '79bb0f45fc4c42234a918000b2668d689e2bde04',
    download_url: 'https://api.mch.weixin.qq.com/v3/payscore/bill/downloadurl?token=xxx',
    encrypt_key: 'a0YK7p',
    nonce: '5K82',
  };
  const body = { download_bill_count: 1, download_bill_list: [bill] };
  expect(await open('direct', { body }).bill('2026-11-22')()).toEqual(E.right(body));
  expect(await open('direct', { body, signing: 'forged' }).bill('2026-11-22')()).toMatchObject(
    E.left({ type: 'WechatUnknown' }),
  );
});
