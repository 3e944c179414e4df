import { minute, type NoticeSubject, type PayscoreClaim, payscoreScope, platform, ref, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { awaiting, collected, complete, inService, lost, openPayscore, orderNo, shown } from '../test/payscore.ts';
import { right } from '../test/school.ts';

const about = (claim: PayscoreClaim, no = orderNo): NoticeSubject => ({ type: 'PayscoreOrder', no, claim });
const paid = (totalFen: number) => about({ state: 'DONE', collection: 'USER_PAID', totalFen });
const confirmed = about({ state: 'DOING', collection: 'absent' });

/** A service whose order of 19.90 yuan waits for its money. */
const openAwaiting = async () => {
  const service = openPayscore();
  await service.open();
  service.pass(minute);
  service.world.onSend = () => E.right(shown(awaiting(1990)));
  await service.ask(complete(1990));
  const statusOf = async (id: string) =>
    right(await service.deps.reads.find(platform, ref('notice', id as never))())?.status;
  return { ...service, statusOf };
};

describe('notices of Pay Score', () => {
  test('INV-78 a paid notice is asked about, and the collection decides; what it says itself pays nothing', async () => {
    const service = await openAwaiting();
    service.world.onQuery = () => E.right(shown(awaiting(1990)));
    await service.notice('n-1', paid(1990));
    await service.applyNotices();
    expect(await service.order()).toMatchObject({ status: 'awaiting-payment' });
    service.world.onQuery = () => E.right(shown(collected(1990)));
    await service.notice('n-2', paid(1990));
    await service.applyNotices();
    expect(await service.order()).toMatchObject({ status: 'done', said: { collection: { state: 'user-paid' } } });
    expect([await service.statusOf('n-1'), await service.statusOf('n-2')]).toEqual(['processed', 'processed']);
  });

  test('INV-80 paid before confirmed: the late notice changes nothing', async () => {
    const service = openPayscore();
    service.world.onSend = () => E.right(shown({ state: 'created', orderId: 'W1' }));
    await service.open({ needsConfirm: true, openid: undefined } as never);
    service.world.onQuery = () => E.right(shown(inService));
    await service.notice('n-1', confirmed);
    await service.applyNotices();
    service.pass(minute);
    service.world.onSend = () => E.right(shown(awaiting(1990)));
    await service.ask(complete(1990));
    service.world.onQuery = () => E.right(shown(collected(1990)));
    await service.notice('n-2', paid(1990));
    await service.applyNotices();
    const before = await service.order();
    await service.notice('n-3', confirmed);
    service.world.onQuery = () => E.right(shown(inService)); // an answer from before
    await service.applyNotices();
    expect(await service.order()).toMatchObject({ status: 'done', said: before.said });
  });

  test('INV-46, BAD-16, BAD-17 another amount or an order that is not ours: set apart, and nothing is asked', async () => {
    const service = await openAwaiting();
    const asked = service.queries();
    await service.notice('n-1', paid(1));
    await service.notice('n-2', about({ state: 'DONE', collection: 'USER_PAID' }, 'nobody' as never));
    await service.applyNotices();
    expect([await service.statusOf('n-1'), await service.statusOf('n-2')]).toEqual(['quarantined', 'quarantined']);
    expect(service.queries()).toBe(asked);
    expect(await service.order()).toMatchObject({ status: 'awaiting-payment' });
  });

  test('INV-50, INV-14 ten copies at once, and the worker beside them: one effect', async () => {
    const service = await openAwaiting();
    service.world.onQuery = () => E.right(shown(collected(1990)));
    service.pass(minute);
    for (let n = 0; n < 10; n += 1) await service.notice(`n-${n}`, paid(1990));
    await Promise.all([service.applyNotices(), service.work()]);
    const order = await service.order();
    expect(order).toMatchObject({ status: 'done' });
    const history = right(
      await service.deps.reads.history(payscoreScope, { kind: 'payscore-order', id: orderNo }, 100)(),
    );
    expect(history.filter(({ body }) => body.type === 'PayscoreMoved' && body.to === 'done')).toHaveLength(1);
  });

  test('WeChat away: the notice waits, and the order too', async () => {
    const service = await openAwaiting();
    service.world.onQuery = () => E.left(lost);
    await service.notice('n-1', paid(1990));
    await service.applyNotices();
    expect(await service.statusOf('n-1')).toBe('received');
    service.world.onQuery = () => E.right(shown(collected(1990)));
    service.pass(10 * second);
    await service.applyNotices();
    expect([await service.statusOf('n-1'), (await service.order()).status]).toEqual(['processed', 'done']);
  });

  test('INV-46 what does not fit wakes the worker, which asks WeChat; a total of 0 claims nothing', async () => {
    const service = openPayscore();
    await service.open(); // completed on the merchant platform, not by us
    service.pass(minute);
    expect(await service.order()).not.toHaveProperty('dueAt');
    await service.notice('n-1', paid(1990));
    await service.applyNotices();
    expect(service.queries()).toBe(0);
    service.world.onQuery = () => E.right(shown(collected(1990)));
    await service.work();
    expect(await service.order()).toMatchObject({ status: 'done', said: { collection: { state: 'user-paid' } } });

    const other = openPayscore();
    await other.open();
    other.world.onQuery = () => E.right(shown(inService));
    await other.notice('n-1', about({ state: 'DOING', collection: 'absent', totalFen: 0 }));
    await other.applyNotices();
    expect(other.queries()).toBe(1);
  });
});
