import { hour, minute, RefundNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import {
  completeWish,
  createWish,
  fen,
  must,
  no,
  openid,
  openPayscoreSchool,
  type PayscoreMode,
} from './payscore-service.ts';

/** A service order whose 3900 fen WeChat has collected, and the payment it made for that. */
const openPaid = async (mode: PayscoreMode) => {
  const school = await openPayscoreSchool(mode);
  const { payscore, authorise, control, pass, now, party } = school;
  const { orders } = payscore;
  await authorise(openid);
  await control('PUT', `/payers/${openid}`, { balanceFen: 1_000_000, advanceQuota: false, cards: [] });
  const create = orders.prepare(createWish(openid));
  must(await orders.send({ no }, 'create', create)());
  await pass(hour);
  const complete = orders.prepare(completeWish(now()));
  must(await orders.send({ no }, 'complete', complete)());
  await pass(minute);
  const shown = must(await orders.query({ no })());
  const detail = shown.type === 'PayscoreShown' ? shown.order.collection?.details[0] : undefined;
  if (detail?.transactionId === undefined) throw new Error('not collected');
  const { transactionId } = detail;
  const sub = party.mode === 'partner' ? { subMchid: party.subMchid } : {};
  const refund = (text: string, amount: number) => {
    const ref = { no: must(RefundNo.of(text)), ...sub, transactionId, amount: fen(amount), total: fen(3900) };
    const body = school.refunds.prepare({ ...ref, reason: '多收' });
    return { body, send: () => school.refunds.send(ref, body)(), query: () => school.refunds.query(ref)() };
  };
  return { ...school, refund };
};

describe.each(['direct', 'partner'] as const)('refunds of what Pay Score collected, %s mode', (mode) => {
  it('INV-30 by the number of the payment, in parts, and never above what was paid', async () => {
    const { refund, pass, refundedFen } = await openPaid(mode);
    const part = refund('R-1', 3000);
    expect(Object.keys(JSON.parse(part.body)).includes('sub_mchid')).toBe(mode === 'partner');
    expect(await part.query()).toEqual(E.right({ type: 'RefundNotFound' }));
    expect(await part.send()).toMatchObject(E.right({ type: 'RefundUnderWay' }));
    await pass(minute);
    expect(await refund('R-2', 901).send()).toMatchObject(E.right({ type: 'RefundRefused' }));
    expect(await refund('R-3', 900).send()).toMatchObject(E.right({ type: 'RefundUnderWay' }));
    await pass(10 * minute);
    for (const one of [part, refund('R-3', 900)])
      expect(await one.query()).toMatchObject(E.right({ type: 'Refunded' }));
    expect(await refundedFen()).toBe(3900);
  });
});
