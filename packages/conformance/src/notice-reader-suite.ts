import {
  type DeductionRef,
  type Instant,
  later,
  minute,
  type NoticeRequest,
  type NoticeSubject,
  type OutUserId,
  RefundNo,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { anyNoticeId } from './arbitraries/kernel.ts';
import { anyNoticeSubject } from './arbitraries/notice.ts';
import { noticeRefusals } from './notice-refusals.ts';
import { noticeHeaders, type NoticeWorld, type OpenNoticeWorld, textOf } from './notice-world.ts';
import { fen, mealOf, must, signUp } from './wechat-world.ts';

const about = (subject: NoticeSubject, request: NoticeRequest) =>
  E.right({
    id: JSON.parse(textOf(request)).id,
    eventType: JSON.parse(textOf(request)).event_type,
    subject,
    contentHash: expect.stringMatching(/^[0-9a-f]{64}$/u),
    raw: textOf(request),
  });
const other: NoticeSubject = { type: 'Other' };

const deduction = ({ no, amount, subMchid }: DeductionRef, tradeState = 'SUCCESS'): NoticeSubject => ({
  type: 'Deduction',
  no,
  claim: { totalFen: amount, subMchid, tradeState },
});

/** What `NoticeReader` promises, of every adapter. */
export const noticeReaderSuite = (name: string, open: OpenNoticeWorld): void => {
  let world: NoticeWorld;
  const read = (request: NoticeRequest, at: Instant = world.now()) => world.reader.read(request, at);
  const readAll = (requests: readonly NoticeRequest[]) => Promise.all(requests.map((request) => read(request)));

  describe(`genuine notices: ${name}`, () => {
    beforeEach(async () => {
      world = await open();
    });
    test('a signature and its end are news of a member; an order paid, declined or repaid, of a deduction', async () => {
      const payer = await signUp(world);
      const order = async (n: number): Promise<DeductionRef> => {
        const meal = await mealOf(world, payer, { n });
        await world.deductions.send(meal.at, meal.body)();
        return meal.at;
      };
      const paid = await order(1);
      await world.fund(payer.outUserId, fen(0), false);
      const declined = await order(2);
      await world.fund(payer.outUserId, fen(0), true);
      const advanced = await order(3);
      await world.repay(payer.outUserId);
      await world.endContract(payer.userId);
      const member: NoticeSubject = { type: 'UserState', organization: world.organization, outUserId: payer.outUserId };
      const orders = [deduction(paid), deduction(declined, 'PAYERROR'), deduction(advanced), deduction(advanced)];
      const subjects = [member, ...orders, member];
      const sent = await world.sent();
      expect(await readAll(sent)).toEqual(subjects.map((subject, n) => about(subject, sent[n] ?? fail(n))));
    });
    test('FAQ 5.2 the end of a refund is news of it', async () => {
      const { at, body } = await mealOf(world, await signUp(world));
      const settled = must(await world.deductions.send(at, body)());
      if (settled.type !== 'Settled') throw new Error(`not paid: ${settled.type}`);
      const { subMchid, amount: total } = at;
      const refund = { no: must(RefundNo.of('R-1')), subMchid, transactionId: settled.transactionId, total };
      await world.refundNext('abnormal');
      const request = { ...refund, amount: fen(500) };
      await world.refunds.send(request, world.refunds.prepare({ ...request, reason: '多收' }))();
      await world.pass(5 * minute);
      const sent = await world.sent();
      const first = sent.find((notice) => textOf(notice).includes('REFUND.')) ?? fail(0);
      const claim = { refundFen: 500, totalFen: total, subMchid, transactionId: settled.transactionId };
      const subject: NoticeSubject = { type: 'Refund', no: refund.no, claim: { ...claim, refundStatus: 'ABNORMAL' } };
      expect(await read(first, world.now())).toEqual(about(subject, first));
    });
    test('INV-50, INV-53 a repeat reads the same, from the same bytes or signed afresh', async () => {
      await signUp(world);
      const [first = fail(0)] = await world.sent();
      await world.pass(15_000);
      const [second = fail(1)] = await world.sent();
      expect(second.headers[noticeHeaders.signature]).not.toEqual(first.headers[noticeHeaders.signature]);
      const [once, again, repeat] = await readAll([first, first, second]);
      expect(once).toMatchObject(E.right({ subject: { type: 'UserState' } }));
      expect(again).toEqual(once);
      expect(repeat).toEqual(once);
    });
    test('INV-56 after WeChat changed its keys, old and new are read, a minute later at most', async () => {
      const { userId } = await signUp(world);
      const [old = fail(0)] = await world.sent();
      await world.changeKeys();
      await world.endContract(userId);
      const [fresh = fail(1)] = await world.sent();
      await world.pass(minute);
      for (const request of [fresh, old]) expect(await read(request)).toMatchObject(E.right({}));
    });
    test('INV-46, INV-53 it is read in the 300 seconds around its signature, and never outside', async () => {
      const request = await world.write();
      const signedAt = world.now();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: -400_000, max: 400_000 }), async (ms) => {
          expect(E.isRight(await read(request, later(signedAt, ms)))).toBe(Math.abs(ms) < 300_000);
        }),
        { examples: [[299_999], [-299_999], [300_000], [-300_000]] },
      );
    });
    test('INV-46 whatever a notice is about reads as that', () =>
      fc.assert(
        fc.asyncProperty(anyNoticeId, anyNoticeSubject, async (id, subject) => {
          const request = await world.write({ id, subject });
          expect(await read(request)).toEqual(about(subject, request));
        }),
        { numRuns: 50 },
      ));
    test('BAD-15 what is for another merchant is kept apart, and is about nothing of ours', () =>
      fc.assert(
        fc.asyncProperty(
          anyNoticeSubject.filter(({ type }) => type !== 'Other'),
          async (subject) => {
            const result = await read(await world.write({ subject, merchant: 'another' }));
            expect(result).toMatchObject(E.right({ subject: other, quarantine: 'foreign-merchant' }));
          },
        ),
        { numRuns: 20 },
      ));
    test('BAD-19 another content under the same id has another hash; the same content, the same', async () => {
      const { organization } = world;
      const requests = ['pupil-000001', 'pupil-000001', 'pupil-000002'].map((text) =>
        world.write({ id: 'EV-1', subject: { type: 'UserState', organization, outUserId: text as OutUserId } }),
      );
      const results = await readAll(await Promise.all(requests));
      const [one, same, changed] = results.map((result) => must(result).contentHash);
      expect(same).toBe(one);
      expect(changed).not.toBe(one);
    });
    test('BAD-21 an event that nobody knows is read, and is about nothing', async () => {
      const request = await world.write({ subject: other });
      expect(await read(request)).toEqual(about(other, request));
    });
    test.each([{}, [], { nonsense: 1 }])('a known event with the content %j is kept apart', async (content) => {
      expect(await read(await world.write({ content }))).toMatchObject(
        E.right({ subject: other, quarantine: 'unreadable' }),
      );
    });
    test('INV-56 both APIv3 keys open while they change', async () => {
      for (const sealedWith of ['current', 'previous'] as const)
        expect(await read(await world.write({ sealedWith }))).toMatchObject(E.right({}));
    });
  });
  noticeRefusals(name, open);
};

const fail = (n: number): never => {
  throw new Error(`notice ${n} was not sent`);
};
