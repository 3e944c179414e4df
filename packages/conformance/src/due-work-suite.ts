import { type Claimed, type DueWork, type Instant, later, ref, second, write, payscoreScope } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  deductionNumbered,
  deductionRef,
  fenced,
  noon,
  noticeNumbered,
  put,
  putDeduction,
  refundNumbered,
  right,
  school,
  payscoreNumbered,
} from './storage-examples.ts';
import type { OpenStore, SharedStore } from './storage-ports.ts';

const leaseMs = 30 * second;
const claim = async (dueWork: DueWork, now: Instant, countMax = 10): Promise<readonly Claimed[]> =>
  right(await dueWork.claim('deduction', now, leaseMs, countMax)());

/** The queue of our own rows: order, leases, fencing numbers (`storage.md` §4). */
export const dueWorkSuite = (name: string, open: OpenStore): void => {
  describe(`due work: ${name}`, () => {
    let store: SharedStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    test('only what is due is claimed, the longest due first, no more than asked for', async () => {
      const { first } = store;
      const due = [3, 1, 2].map((n) => deductionNumbered(n, { dueAt: later(noon, n * second) }));
      for (const sale of due) await putDeduction(first.storage, sale);
      const { dueAt: _, ...idle } = deductionNumbered(4);
      await putDeduction(first.storage, idle);
      await putDeduction(first.storage, deductionNumbered(5, { dueAt: later(noon, 61 * second) }));
      const claimed = await claim(first.dueWork, later(noon, 60 * second), 2);
      expect(claimed).toEqual([
        { organization: school, key: deductionNumbered(1).id, fence: 1 },
        { organization: school, key: deductionNumbered(2).id, fence: 1 },
      ]);
    });

    test('equally due ones come in key order', async () => {
      const { first } = store;
      for (const n of [2, 3, 1]) await putDeduction(first.storage, deductionNumbered(n));
      const keys = (await claim(first.dueWork, noon)).map(({ key }) => key);
      expect(keys).toEqual([1, 2, 3].map((n) => deductionNumbered(n).id));
    });

    test('INV-16 a claimed one is nobody else’s until its lease has run out, and the record shows the lease', async () => {
      const { first, second: other } = store;
      const sale = deductionNumbered(1);
      await putDeduction(first.storage, sale);
      expect(await claim(first.dueWork, noon)).toHaveLength(1);
      const leaseUntil = later(noon, leaseMs);
      expect(await first.reads.find(school, deductionRef(sale.id))()).toEqual(
        E.right({ ...sale, fence: 1, leaseUntil }),
      );
      expect(await claim(other.dueWork, leaseUntil)).toEqual([]);
      expect(await claim(other.dueWork, later(leaseUntil, 1))).toEqual([
        { organization: school, key: sale.id, fence: 2 },
      ]);
    });

    test('INV-16 whoever holds an older fence commits nothing', async () => {
      const { first, second: other } = store;
      const sale = deductionNumbered(1);
      await putDeduction(first.storage, sale);
      const [old] = await claim(first.dueWork, noon);
      const [young] = await claim(other.dueWork, later(noon, leaseMs + 1));
      const at = deductionRef(sale.id);
      expect(await first.storage.transact(fenced(at, old?.fence ?? -1))()).toEqual(E.left({ type: 'LeaseLost' }));
      expect(await other.storage.transact(fenced(at, young?.fence ?? -1))()).toEqual(E.right('done'));
    });

    test('what a work writes ends the lease or moves the due time', async () => {
      const { first } = store;
      const sale = deductionNumbered(1);
      await putDeduction(first.storage, sale);
      await claim(first.dueWork, noon);
      await putDeduction(first.storage, { ...sale, fence: 1, dueAt: later(noon, second) });
      expect(await claim(first.dueWork, noon)).toEqual([]);
      expect(await claim(first.dueWork, later(noon, second))).toEqual([
        { organization: school, key: sale.id, fence: 2 },
      ]);
      const { dueAt: _, ...done } = sale;
      await putDeduction(first.storage, { ...done, fence: 2 });
      expect(await claim(first.dueWork, later(noon, 100 * leaseMs))).toEqual([]);
    });

    test('no two claimers share one, however they race', async () => {
      const { first, second: other } = store;
      for (let n = 0; n < 40; n += 1) await putDeduction(first.storage, deductionNumbered(n));
      const shares = await Promise.all(
        Array.from({ length: 20 }, (_, n) => claim((n % 2 === 0 ? first : other).dueWork, noon, 3)),
      );
      // A racer may come away with less than it asked for; what nobody took is still there.
      for (let rest = await claim(first.dueWork, noon, 7); rest.length > 0; rest = await claim(first.dueWork, noon, 7))
        shares.push(rest);
      const keys = shares.flat().map(({ key }) => key);
      expect(keys).toHaveLength(40);
      expect(new Set(keys).size).toBe(40);
    });

    test('refunds are a queue of their own, under the platform', async () => {
      const { first, second: other } = store;
      await put(first.storage, school, [write(ref('refund', 'R-1'), refundNumbered(1))]);
      const claimed = right(await first.dueWork.claim('refund', noon, leaseMs, 10)());
      expect(claimed).toEqual([{ organization: 'O0platform', key: 'R-1', fence: 1 }]);
      expect(right(await other.dueWork.claim('refund', noon, leaseMs, 10)())).toEqual([]);
      const work = fenced(ref('refund', 'R-1'), 1, school);
      expect(await other.storage.transact(work)()).toEqual(E.right('done'));
      const leaseUntil = later(noon, leaseMs);
      expect(await other.reads.find(school, ref('refund', 'R-1'))()).toEqual(
        E.right({ ...refundNumbered(1), fence: 1, leaseUntil }),
      );
    });

    test('INV-16 service orders are a queue of their own, under the partition of Pay Score', async () => {
      const { first, second: other } = store;
      const at = ref('payscoreOrder', 'PS-1');
      const { dueAt: _, ...idle } = payscoreNumbered(2);
      await put(first.storage, payscoreScope, [
        write(at, payscoreNumbered(1)),
        write(ref('payscoreOrder', 'PS-2'), idle),
      ]);
      await put(first.storage, school, [write(ref('refund', 'R-1'), refundNumbered(1))]);
      const claimed = right(await first.dueWork.claim('payscoreOrder', noon, leaseMs, 10)());
      expect(claimed).toEqual([{ organization: payscoreScope, key: 'PS-1', fence: 1 }]);
      expect(right(await other.dueWork.claim('payscoreOrder', noon, leaseMs, 10)())).toEqual([]);
      expect(await other.storage.transact(fenced(at, 1, payscoreScope))()).toEqual(E.right('done'));
      expect(await other.storage.transact(fenced(at, 0, payscoreScope))()).toEqual(E.left({ type: 'LeaseLost' }));
      const leaseUntil = later(noon, leaseMs);
      expect(await other.reads.find(payscoreScope, at)()).toEqual(
        E.right({ ...payscoreNumbered(1), fence: 1, leaseUntil }),
      );
    });

    test('notices are a queue of their own, under the platform', async () => {
      const { first } = store;
      await put(first.storage, school, [write(ref('notice', 'notice-0001'), noticeNumbered(1))]);
      await putDeduction(first.storage, deductionNumbered(1));
      const claimed = right(await first.dueWork.claim('notice', noon, leaseMs, 10)());
      expect(claimed).toEqual([{ organization: 'O0platform', key: 'notice-0001', fence: 1 }]);
      const [held] = claimed;
      const work = fenced(ref('notice', 'notice-0001'), held?.fence ?? -1, held?.organization);
      expect(await first.storage.transact(work)()).toEqual(E.right('done'));
    });
  });
};
