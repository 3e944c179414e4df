import { minute, type NoticeSubject } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { awaiting, collected, complete, openPayscore, orderNo, shown } from '../test/payscore.ts';
import { right } from '../test/school.ts';

const sync = { type: 'sync', paidTime: '20260901120120' } as const;
const paidNotice: NoticeSubject = {
  type: 'PayscoreOrder',
  no: orderNo,
  claim: { state: 'DONE', collection: 'USER_PAID', totalFen: 1990 },
};

/** An order of 19.90 yuan that waits for its money since 12:01, at 12:02. */
const openAwaiting = async (faults: { readonly decideTwice?: boolean } = {}) => {
  const service = openPayscore(faults);
  await service.open();
  service.pass(minute);
  await service.work();
  service.world.onSend = () => E.right(shown(awaiting(1990)));
  await service.ask(complete(1990));
  service.pass(minute);
  await service.work();
  return service;
};
const openPaid = async () => {
  const service = await openAwaiting();
  service.world.onQuery = () => E.right(shown(collected(1990)));
  service.pass(10 * minute);
  await service.work();
  return service;
};

describe('INV-77 paid at the counter and collected by WeChat as well: exactly one refund', () => {
  test('the sync meets an order that WeChat has collected for: what it took goes back, once', async () => {
    const service = await openAwaiting();
    service.world.onSend = () =>
      E.right({ type: 'PayscoreRefused', next: 'query', code: 'ORDER_DONE', words: '订单已完成' });
    service.world.onQuery = () => E.right(shown(collected(1990)));
    await service.ask(sync);
    expect(await service.order()).toMatchObject({ status: 'done', paidTwice: { amount: 1990 } });
    for (let n = 0; n < 3; n += 1) {
      await service.notice(`n-${n}`, paidNotice);
      await service.applyNotices();
      await service.work();
      await service.workRefunds();
      service.pass(minute);
    }
    expect(service.refundsSent).toEqual([expect.objectContaining({ no: `paid-twice@${orderNo}`, amount: 1990 })]);
  });

  test('the answer to the sync is lost, and the notice of the payment finds it out; many copies, one refund', async () => {
    const service = await openAwaiting();
    service.world.onSend = () => E.left({ type: 'WechatUnknown', reason: 'timeout', trace: {} });
    await service.ask(sync);
    service.world.onQuery = () => E.right(shown(collected(1990)));
    for (let n = 0; n < 5; n += 1) await service.notice(`n-${n}`, paidNotice);
    service.pass(minute);
    await Promise.all([service.applyNotices(), service.work()]);
    await service.workRefunds();
    expect(service.refundsSent).toHaveLength(1);
    expect(await service.order()).toMatchObject({ paidTwice: { transactionId: '4200000001' } });
  });

  test('a sync that WeChat takes in gives nothing back', async () => {
    const service = await openAwaiting();
    service.world.onSend = () => E.right(shown(collected(1990, 'merchant')));
    right(await service.ask(sync));
    service.world.onQuery = () => E.right(shown(collected(1990, 'merchant')));
    await service.notice('n-1', paidNotice);
    await service.applyNotices();
    await service.workRefunds();
    expect(service.refundsSent).toEqual([]);
    expect(await service.refund('R-1', 1)).toMatchObject({ left: { type: 'PayscoreNotCollected' } });
  });
});

describe('INV-30 refunds of a Pay Score order, by the number of its payment', () => {
  test('in parts, never above what was collected; a number again is the same refund', async () => {
    const service = await openPaid();
    expect(right(await service.refund('R-1', 990))).toMatchObject({ status: 'requested', payscoreOrder: orderNo });
    expect(right(await service.refund('R-1', 990))).toMatchObject({ no: 'R-1' });
    expect(await service.refund('R-1', 991)).toMatchObject({ left: { type: 'RefundNumberUsed' } });
    expect(await service.refund('R-2', 1001)).toMatchObject({ left: { type: 'RefundAboveRest', rest: 1000 } });
    right(await service.refund('R-2', 1000));
    await service.workRefunds();
    service.pass(minute);
    await service.workRefunds();
    expect(service.refundsSent.map(({ no, amount }) => [no, amount])).toEqual([
      ['R-1', 990],
      ['R-2', 1000],
    ]);
  });

  test('nothing collected, nothing to give back', async () => {
    const service = await openAwaiting();
    expect(await service.refund('R-1', 1)).toMatchObject({ left: { type: 'PayscoreNotCollected' } });
  });
});
