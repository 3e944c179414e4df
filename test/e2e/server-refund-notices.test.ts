import { minute, type NoticeRequest, platform, RefundNo, ref } from '@facepay/domain';
import { toHeaderLists } from '@facepay/wechat-protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { noticeBody, noticeTarget, sendNotice } from '../support/server-notice.ts';
import { must, serverMchid, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let id: string;
const delivered: NoticeRequest[] = [];
beforeAll(async () => {
  classroom = await openClassroom({
    deliver: async ({ headers, body }) => {
      delivered.push({ headers: toHeaderLists(headers), body });
      return { type: 'NotSent', reason: 'kept, and handed over by the test' };
    },
  });
  ({ world } = classroom);
  await world.school.control('POST', '/notify-url', { url: 'https://school.example/notify' });
  id = await classroom.sell(1250);
  await classroom.work();
  return world.close;
});

const refund = (refundNo: string, amountFen: number) =>
  classroom.call(
    'POST',
    `/v1/deductions/${id}/refunds?organizationId=${classroom.organization}`,
    { refundNo, amountFen, reason: '多收' },
    tokens.operator,
  );
const stateOf = async (no: string) => (await classroom.get(`/v1/refunds/${encodeURIComponent(no)}`)).json['state'];
const sendOnce = async (): Promise<void> => {
  const due = must(await world.store.dueWork.claim('refund', world.school.now(), minute, 100)());
  for (const claimed of due) await world.useCases.progressRefund(claimed)();
};
const applyNotices = async (): Promise<void> => {
  const due = must(await world.store.dueWork.claim('notice', world.school.now(), minute, 100)());
  for (const claimed of due) await world.useCases.applyNotice(claimed)();
};
/** What WeChat has posted of refunds since, taken to our server. */
const handOver = async (): Promise<readonly number[]> => {
  const statuses = [];
  for (const { headers, body } of delivered.splice(0))
    if (Buffer.from(body).includes('REFUND.'))
      statuses.push((await callServer(world, 'POST', noticeTarget, { headers, body })).status);
  await applyNotices();
  return statuses;
};
const quarantined = async () =>
  itemsOf((await classroom.get('/v1/notices?status=quarantined')).json['items']).map(({ noticeId, reason }) => [
    noticeId,
    reason,
  ]);
const noticeOf = async (no: string, change: object) => {
  const found = must(await world.store.reads.find(platform, ref('refund', must(RefundNo.of(no))))());
  return {
    sp_mchid: serverMchid,
    sub_mchid: world.school.subMchid,
    out_refund_no: no,
    transaction_id: found?.transactionId ?? '4200',
    refund_status: 'SUCCESS',
    amount: { total: 1250, refund: found?.amount ?? 1 },
    ...change,
  };
};
const told = (noticeId: string, resource: object) =>
  sendNotice(world, noticeBody(noticeId, resource, { eventType: 'REFUND.SUCCESS', originalType: 'refund' }));

describe('FAQ 5.2 notices of refunds', () => {
  it('WeChat’s own: answered 200, and the refund has succeeded before the worker asks', async () => {
    await refund('R|1*@', 250);
    await sendOnce();
    expect(await stateOf('R|1*@')).toBe('processing');
    await world.school.pass(5 * minute);
    expect(await handOver()).toEqual([200]);
    expect(await stateOf('R|1*@')).toBe('success');
  });

  it('INV-46 authentic, of another amount, merchant or payment: 200, set apart, nothing refunded', async () => {
    await refund('R-2', 500);
    await sendOnce();
    await told('n-amount', await noticeOf('R-2', { amount: { total: 1250, refund: 1250 } }));
    await told('n-merchant', await noticeOf('R-2', { sub_mchid: '1999999999' }));
    await told('n-payment', await noticeOf('R-2', { transaction_id: '4200999' }));
    await applyNotices();
    expect(await quarantined()).toEqual([
      ['n-amount', 'amount-differs'],
      ['n-merchant', 'foreign-merchant'],
      ['n-payment', 'amount-differs'],
    ]);
    expect(await stateOf('R-2')).toBe('processing');
  });

  it('INV-46 one that says SUCCESS too early changes nothing: WeChat is asked', async () => {
    await told('n-early', await noticeOf('R-2', {}));
    await applyNotices();
    expect(await stateOf('R-2')).toBe('processing');
  });

  it('INV-52 one of a number that nobody asked for makes no refund', async () => {
    await told('n-unknown', await noticeOf('R-9', {}));
    await applyNotices();
    expect(await quarantined()).toContainEqual(['n-unknown', 'unknown-refund']);
    await classroom.refused(404, 'GET', '/v1/refunds/R-9');
  });

  it('a failure is told, too, and the number may be asked for again', async () => {
    await world.school.pass(minute);
    await world.school.refundNext('closed');
    await refund('R-3', 500);
    await sendOnce();
    await world.school.pass(5 * minute);
    await handOver();
    expect([await stateOf('R-2'), await stateOf('R-3')]).toEqual(['success', 'closed']);
    await refund('R-3', 500);
    await sendOnce();
    await world.school.pass(5 * minute);
    await handOver();
    const { json } = await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`);
    expect(json).toMatchObject({ state: 'refunded', refundedFen: 1250 });
    expect(await world.school.refundedFen()).toBe(1250);
  });
});

describe('INV-9, INV-30 between the request and its answer', () => {
  it.each(['answer-lost', 'request-lost', 'broken-after-effect', 'answer-forged', 'twice'] as const)(
    'after %s the payer has it back once',
    async (disturbance) => {
      id = await classroom.sell(1000);
      await classroom.work();
      const before = await world.school.refundedFen();
      const no = `L-${disturbance}`;
      await refund(no, 600);
      await world.school.disturbRefund(disturbance);
      for (let n = 0; n < 30; n += 1) {
        await sendOnce();
        await world.school.pass(minute);
      }
      expect(await stateOf(no)).toBe('success');
      expect((await world.school.refundedFen()) - before).toBe(600);
    },
  );
});
