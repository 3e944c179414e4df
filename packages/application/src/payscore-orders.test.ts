import { minute, second } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { awaiting, collected, complete, inService, lost, openPayscore, orderNo, shown } from '../test/payscore.ts';
import { right } from '../test/school.ts';
import { askPayscoreOrder } from './ask-payscore.ts';

describe('a Pay Score order, from create to paid', () => {
  test('without confirmation: opened, used, completed, deducted; paid is what the collection says (INV-78)', async () => {
    const service = openPayscore();
    expect(right(await service.open())).toMatchObject({ status: 'in-service', orderId: 'W1', taken: { create: {} } });
    service.pass(minute);
    service.world.onSend = () => E.right(shown(awaiting(1990)));
    expect(right(await service.ask(complete(1990)))).toMatchObject({ status: 'awaiting-payment' });
    service.world.onQuery = () => E.right(shown(awaiting(1990)));
    service.pass(minute);
    await service.work();
    expect(await service.order()).toMatchObject({ status: 'awaiting-payment', looks: 1 });
    service.world.onQuery = () => E.right(shown(collected(1990)));
    service.pass(5 * minute);
    await service.work();
    const order = await service.order();
    expect(order).toMatchObject({ status: 'done', said: { collection: { state: 'user-paid', paid: 1990 } } });
    expect(order.dueAt).toBeUndefined();
    expect(service.sent.map(({ call }) => call)).toEqual(['create', 'complete']);
  });

  test('a partner is told 204 only: how the order stands is asked at once', async () => {
    const service = openPayscore();
    service.world.onSend = () => E.right({ type: 'PayscoreAccepted' });
    service.world.onQuery = () => E.right(shown(inService));
    expect(right(await service.open())).toMatchObject({ status: 'in-service' });
    expect(service.queries()).toBe(1);
  });

  test('INV-9, INV-12, INV-75 a lost answer is unknown: asked, and the same bytes again once none can be on its way', async () => {
    const service = openPayscore();
    service.world.onSend = () => E.left(lost);
    expect(right(await service.open())).toMatchObject({
      status: 'requested',
      asked: { status: 'unknown', attempts: 1 },
    });
    for (let n = 0; n < 3; n += 1) {
      service.pass(10 * second);
      await service.work();
    }
    expect(await service.order()).toMatchObject({ asked: { status: 'unknown', attempts: 1 } });
    service.world.onSend = () => E.right(shown(inService));
    for (let n = 0; n < 5; n += 1) {
      service.pass(minute);
      await service.work();
    }
    expect(await service.order()).toMatchObject({ status: 'in-service' });
    expect(service.sent).toHaveLength(2);
    expect(new Set(service.sent.map(({ body }) => body)).size).toBe(1);
  });

  test('INV-17 a crash between the request and our record: the next holder asks, and nothing leaves twice', async () => {
    const service = openPayscore();
    service.world.onSend = () => {
      throw new Error('the process is gone');
    };
    await expect(service.open()).rejects.toThrow('gone');
    service.world.onQuery = () => E.right(shown(inService));
    service.pass(31 * second);
    await service.work();
    expect(await service.order()).toMatchObject({ status: 'in-service' });
    expect(service.sent).toHaveLength(1);
  });

  test('INV-80 "being charged" is a wait of three minutes and the same bytes again, not a failure', async () => {
    const service = openPayscore();
    await service.open();
    service.pass(minute);
    service.world.onSend = () => E.right(shown(awaiting(1990)));
    await service.ask(complete(1990));
    service.world.onSend = () => E.right({ type: 'PayscoreBeingCharged' });
    const cancel = { type: 'cancel', reason: '不再收取' } as const;
    expect(right(await service.ask(cancel))).toMatchObject({ asked: { status: 'asked', wish: cancel } });
    service.world.onSend = () => E.right(shown({ state: 'revoked', orderId: 'W1' }));
    service.pass(2 * minute);
    await service.work();
    expect(service.sent).toHaveLength(3);
    service.pass(minute);
    await service.work();
    expect(await service.order()).toMatchObject({ status: 'revoked' });
    expect(service.sent).toHaveLength(4);
    expect(service.sent[3]).toEqual(service.sent[2]);
  });

  test('INV-70 an illegal call makes no request; WeChat’s own refusal is told as one, also to a repeat', async () => {
    const service = openPayscore();
    await service.open();
    service.pass(minute);
    expect(await service.ask({ type: 'sync', paidTime: '20260901110000' })).toMatchObject({
      left: { type: 'PayscoreNotNow', call: 'sync', status: 'in-service' },
    });
    expect(service.sent).toHaveLength(1);
    service.world.onSend = () =>
      E.right({ type: 'PayscoreRefused', next: 'give-up', code: 'NO_AUTH', words: '无权限' });
    const refused = { left: { type: 'WechatRefused', trace: { code: 'NO_AUTH' } } };
    expect(await service.ask(complete(100), 'the-key')).toMatchObject(refused);
    expect(await service.ask(complete(100), 'the-key')).toMatchObject(refused);
    expect(service.sent).toHaveLength(2);
    expect(await service.order()).toMatchObject({ status: 'in-service', refused: { code: 'NO_AUTH' } });
  });

  test.each([{ decideTwice: false }, { decideTwice: true }])(
    'INV-97 one key or one number, many times at once: one request leaves (%o)',
    async (faults) => {
      const service = openPayscore(faults);
      const answers = await Promise.all([
        ...Array.from({ length: 10 }, () => service.open({}, 'one-key')),
        ...Array.from({ length: 5 }, () => service.open()),
      ]);
      expect(answers.filter(E.isLeft).every(({ left }) => left.type === 'AnsweredBefore')).toBe(true);
      service.pass(31 * second);
      await service.work();
      expect(await service.order()).toMatchObject({ status: 'in-service' });
      expect(service.sent).toHaveLength(1);
      expect(await service.open({ introduction: '别的服务' })).toMatchObject({ left: { type: 'PayscoreOrderNoUsed' } });
    },
  );

  test('INV-97 the key of a call that was refused never answers with another call of its kind', async () => {
    const service = openPayscore();
    await service.open();
    service.pass(minute);
    service.world.onSend = () => E.right({ type: 'PayscoreRefused', next: 'give-up', code: 'NO', words: 'no' });
    expect(await service.ask(complete(1990), 'first')).toMatchObject({ left: { type: 'WechatRefused' } });
    service.world.onSend = () => E.right(shown(awaiting(1500)));
    expect(right(await service.ask(complete(1500), 'second'))).toMatchObject({ status: 'awaiting-payment' });
    expect(await service.ask(complete(1990), 'first')).toMatchObject({ left: { type: 'PayscoreAskedOtherwise' } });
    expect(service.sent.map(({ call }) => call)).toEqual(['create', 'complete', 'complete']);
  });

  test('INV-12 whoever stood still between storing an attempt and sending it does not send', async () => {
    const service = openPayscore();
    await service.open();
    service.pass(minute);
    const { storage } = service.deps;
    const slow: typeof storage = {
      transact: (work) => async () => {
        const done = await storage.transact(work)();
        service.pass(11 * second);
        return done;
      },
    };
    const asleep = { ...service.deps, storage: slow };
    const asked = { key: 'k', request: 'k', answer: () => '{}' };
    await askPayscoreOrder(asleep)(orderNo, complete(1990), 'office', asked)();
    expect(service.sent.map(({ call }) => call)).toEqual(['create']);
    service.pass(2 * minute);
    service.world.onQuery = () => E.right(shown(inService));
    await service.work(); // asks, and finds that nothing was taken in
    service.pass(minute);
    service.world.onSend = () => E.right(shown(awaiting(1990)));
    await service.work();
    expect(service.sent.map(({ call }) => call)).toEqual(['create', 'complete']);
    expect(await service.order()).toMatchObject({ status: 'awaiting-payment' });
  });
});
