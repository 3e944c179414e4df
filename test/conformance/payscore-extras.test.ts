import { AuthorizationCode } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { createWish, fen, must, no, openid, openPayscoreSchool } from './payscore-service.ts';

const code = must(AuthorizationCode.of('C-1'));
const bill = { payments: [{ name: '费用', amount: fen(3900) }], discounts: [], total: fen(3900), chargeOn: '20260908' };

/** Calls that nothing depends on are no port: this is their only meeting with the emulator. */
describe.each(['direct', 'partner'] as const)('extras of Pay Score before the emulator, %s mode', (mode) => {
  it('each message of an order goes out once (§4.9)', async () => {
    const { payscore, authorise } = await openPayscoreSchool(mode);
    await authorise(openid);
    const { orders, extras } = payscore;
    const body = orders.prepare(createWish(openid));
    must(await orders.send({ no }, 'create', body)());
    for (const kind of ['pending', 'prepaid'] as const) {
      expect(await extras.sendMessage(kind, no, bill)()).toEqual(E.right(undefined));
      expect(await extras.sendMessage(kind, no, bill)()).toMatchObject(E.left({ type: 'WechatRefused' }));
    }
  });
  it("tells a user's risk level by openid (§10.4)", async () => {
    const { payscore, authorise } = await openPayscoreSchool(mode);
    await authorise(openid);
    expect(await payscore.extras.assessRisk({ type: 'openid', openid })()).toMatchObject(
      E.right({ openid, authorization_state: 'AVAILABLE', user_risk_level: expect.any(Number) }),
    );
  });
});

it('the bill of a past day without money is empty; one of today is not made yet (§10.4)', async () => {
  const { payscore } = await openPayscoreSchool('direct');
  expect(await payscore.extras.bill('2026-09-05')()).toEqual(
    E.right({ download_bill_count: 0, download_bill_list: [] }),
  );
  expect(await payscore.extras.bill('2026-09-07')()).toMatchObject(E.left({ reason: 'STATEMENT_CREATING' }));
  expect(await payscore.extras.bill('2026-9-6')()).toMatchObject(E.left({ reason: 'PARAM_ERROR' }));
});

it('a provider gets a token during a payment, and quotas (§10.4)', async () => {
  const { payscore, subMchid, mchid } = await openPayscoreSchool('partner');
  const asked = await payscore.extras.applyForScene({ code, payment: { mchid, subMchid } })();
  expect(asked).toMatchObject(E.right({ scene: 'TRANSACTION', transaction_permissions_token: expect.any(String) }));
  const { quotas } = must(await payscore.extras.quotas(1)());
  expect(quotas.length).toBeGreaterThan(0);
});
