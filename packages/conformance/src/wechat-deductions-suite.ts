import { type DeductionAnswer, type Heard, later, minute, type WechatTrace } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effective, misleading } from './wechat-disturbances.ts';
import {
  type Disturbance,
  fen,
  type Meal,
  mealOf,
  type OpenWechatWorld,
  signUp,
  type WechatWorld,
} from './wechat-world.ts';

const send = ({ deductions }: WechatWorld, { at, body }: Meal) => deductions.send(at, body)();
const query = ({ deductions }: WechatWorld, { at }: Meal) => deductions.query(at)();
const answer = (expected: DeductionAnswer) => E.right(expected);

/** What `WechatDeductions` promises, of every adapter. */
export const wechatDeductionsSuite = (name: string, open: OpenWechatWorld): void => {
  const openMeal = async () => {
    const world = await open();
    const payer = await signUp(world);
    return { world, payer, meal: await mealOf(world, payer) };
  };
  describe(`deductions at WeChat: ${name}`, () => {
    test('a meal is paid; the query says the same; the same request again is paid already', async () => {
      const { world, meal } = await openMeal();
      expect(await query(world, meal)).toEqual(answer({ type: 'NotFound' }));
      const paid = await send(world, meal);
      const { no, amount } = meal.at;
      expect(paid).toEqual(
        E.right({ type: 'Settled', no, amount, paidAt: world.now(), transactionId: expect.any(String), debt: 'none' }),
      );
      expect(await query(world, meal)).toEqual(paid);
      expect(await send(world, meal)).toEqual(answer({ type: 'AlreadyPaid' }));
      expect(await world.paidCount()).toBe(1);
    });
    test('BAD-30 without money it is declined, and the same request succeeds once there is some', async () => {
      const { world, payer, meal } = await openMeal();
      await world.fund(payer.outUserId, fen(0), false);
      const declined = { type: 'Declined', cause: 'insufficient' };
      expect(await send(world, meal)).toMatchObject(E.right(declined));
      expect(await query(world, meal)).toMatchObject(E.right(declined));
      await world.fund(payer.outUserId, fen(5000), false);
      expect(await send(world, meal)).toMatchObject(E.right({ type: 'Settled', debt: 'none' }));
    });
    test('FAQ 2.1 INV-88 the caller hears how an answer looked that charged nothing, and can show the call without its credential', async () => {
      const { world, payer, meal } = await openMeal();
      const heard: WechatTrace[] = [];
      const hear: Heard = (trace) => void heard.push(trace);
      await world.fund(payer.outUserId, fen(0), false);
      await world.deductions.send(meal.at, meal.body, hear)();
      await world.deductions.query(meal.at, hear)();
      const told = { httpStatus: 200, code: expect.stringContaining('PAYERROR'), requestId: expect.any(String) };
      expect(heard).toEqual([expect.objectContaining(told), expect.objectContaining(told)]);
      await world.fund(payer.outUserId, fen(5000), false);
      await world.deductions.send(meal.at, meal.body, hear)();
      expect(heard).toHaveLength(2); // a charge needs no evidence
      for (const asked of ['send', 'query'] as const) {
        const shown = world.deductions.shown(asked, meal.at);
        expect(Object.values(shown.parameters)).toEqual(expect.arrayContaining([meal.at.no, meal.at.subMchid]));
        expect(JSON.stringify(shown)).not.toContain(meal.request.credential.slice(0, 40));
      }
    });
    test('what WeChat advances is settled with an open debt, until it is repaid', async () => {
      const { world, payer, meal } = await openMeal();
      await world.fund(payer.outUserId, fen(0), true);
      expect(await send(world, meal)).toMatchObject(E.right({ type: 'Settled', debt: 'open' }));
      await world.fund(payer.outUserId, fen(5000), true);
      await world.repay(payer.outUserId);
      expect(await query(world, meal)).toMatchObject(
        E.right({ type: 'Settled', debt: 'repaid', repaymentId: expect.any(String) }),
      );
    });
    test.each(['not-contracted', 'user-disabled', 'over-limit'] as const)('%s is its own cause', async (cause) => {
      const { world, payer } = await openMeal();
      const meal = await mealOf(world, payer, { n: 2, amount: fen(cause === 'over-limit' ? 10_001 : 1200) });
      if (cause === 'not-contracted') await world.endContract(payer.userId);
      if (cause === 'user-disabled') await world.disable(payer.userId);
      expect(await send(world, meal)).toMatchObject(E.right({ type: 'Declined', cause }));
      expect(await world.paidCount()).toBe(0);
    });
    test('INV-21 a credential that was cut, is for another amount or was used is refused in WeChat’s words', async () => {
      const { world, payer, meal } = await openMeal();
      const { credential } = meal.request;
      await send(world, meal);
      const cut = await mealOf(world, payer, { n: 2, credential: credential.slice(0, -8) });
      const dearer = await mealOf(world, payer, { n: 3, amount: fen(1300), credential });
      const used = await mealOf(world, payer, { n: 4, credential });
      for (const wrong of [cut, dearer, used])
        expect(await send(world, wrong)).toEqual(
          E.right({ type: 'CredentialRefused', words: expect.stringContaining('扣款凭证') }),
        );
      expect(await world.paidCount()).toBe(1);
    });
    test('the same number with other content is refused, not charged', async () => {
      const { world, payer, meal } = await openMeal();
      await world.fund(payer.outUserId, fen(0), false);
      await send(world, meal);
      await world.fund(payer.outUserId, fen(5000), false);
      const other = await mealOf(world, payer);
      expect(await send(world, other)).toMatchObject(E.right({ type: 'Refused' }));
      expect(await world.paidCount()).toBe(0);
    });
    test('a charge that closes the order says so, to send and query, and again', async () => {
      const { world, payer, meal } = await openMeal();
      await world.fund(payer.outUserId, fen(0), false);
      await world.charge('closing');
      for (const ask of [send, query, send]) expect(await ask(world, meal)).toEqual(answer({ type: 'Closed' }));
    });
    test('a charge taken in is under way, and settled at the time WeChat charged it', async () => {
      const { world, meal } = await openMeal();
      const sentAt = world.now();
      await world.charge('later');
      expect(await send(world, meal)).toMatchObject(E.right({ type: 'UnderWay' }));
      expect(await query(world, meal)).toMatchObject(E.right({ type: 'UnderWay' }));
      await world.pass(5 * minute);
      expect(await query(world, meal)).toMatchObject(E.right({ type: 'Settled', paidAt: later(sentAt, minute) }));
    });
    test.each(misleading)('INV-9 after %s the outcome is unknown, and the query tells', async (disturbance) => {
      const { world, meal } = await openMeal();
      await world.disturb(disturbance);
      expect(await send(world, meal)).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      const charged = effective.has(disturbance);
      expect(await query(world, meal)).toMatchObject(E.right({ type: charged ? 'Settled' : 'NotFound' }));
      await world.disturb(disturbance);
      expect(await query(world, meal)).toMatchObject(E.left({ type: 'WechatUnknown' }));
      await world.pass(61_000);
      expect(await send(world, meal)).toMatchObject(E.right({ type: charged ? 'AlreadyPaid' : 'Settled' }));
    });
    test('INV-6 the bytes of a request depend on nothing but the request', async () => {
      const { world, meal } = await openMeal();
      const { deductions: again } = await open();
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.base64String(), (description, credential) => {
          const request = { ...meal.request, description, credential };
          const first = world.deductions.prepare(request);
          expect(world.deductions.prepare({ ...request })).toBe(first);
          expect(again.prepare(request)).toBe(first);
          expect(JSON.parse(first)).toMatchObject({ auth_code: credential });
        }),
      );
    });
    test('INV-3, INV-6 however often and with whatever loss the same bytes are sent, one charge', async () => {
      const trouble = fc.array(fc.constantFrom<Disturbance>(...misleading, 'twice'), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(trouble, async (disturbances) => {
          const { world, meal } = await openMeal();
          for (const disturbance of disturbances) {
            await world.disturb(disturbance);
            await send(world, meal);
            await world.pass(61_000);
          }
          const paid = disturbances.some((one) => effective.has(one));
          expect(await world.paidCount()).toBe(paid ? 1 : 0);
          expect(await query(world, meal)).toMatchObject(E.right({ type: paid ? 'Settled' : 'NotFound' }));
        }),
        { numRuns: 30 },
      );
    });
  });
};
