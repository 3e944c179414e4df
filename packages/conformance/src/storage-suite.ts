import { platform, type Records, ref, type Spending, type Storage, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putRacers, reserveWork } from './race.ts';
import {
  deductionNumbered,
  deductionRef,
  eventNumbered,
  noon,
  noticeNumbered,
  otherSchool,
  put,
  putDeduction,
  right,
  school,
} from './storage-examples.ts';
import type { OpenStore, SharedStore } from './storage-ports.ts';

/** What `Storage.transact` promises, of every adapter (`storage.md` §1). */
export const storageSuite = (name: string, open: OpenStore): void => {
  describe(`storage: ${name}`, () => {
    let store: SharedStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const counter = ref('cursor', 'counter');
    const increase = (storage: Storage) =>
      storage.transact({
        organization: school,
        read: { counter },
        decide: (found) => {
          const position = (found.counter?.position ?? 0) + 1;
          return E.right({ writes: [write(counter, { position })], events: [], result: position });
        },
      })();

    test('what was never written is undefined; what was written is read, by everybody, equal', async () => {
      const { first, second } = store;
      const sale = deductionNumbered(1);
      const look = (storage: Storage) =>
        storage.transact({
          organization: school,
          read: { sale: deductionRef(sale.id) },
          decide: (found) => E.right({ writes: [], events: [], result: found.sale }),
        })();
      expect(await look(first.storage)).toEqual(E.right(undefined));
      await putDeduction(first.storage, sale);
      expect(await look(first.storage)).toEqual(E.right(sale));
      expect(await look(second.storage)).toEqual(E.right(sale));
      expect(await second.reads.find(school, deductionRef(sale.id))()).toEqual(E.right(sale));
    });

    test('a refusal is handed back as it is and writes nothing', async () => {
      const { first } = store;
      const refusal = { type: 'ContractNotSigned' } as const;
      const refused = await first.storage.transact({
        organization: school,
        read: { sale: deductionRef(deductionNumbered(1).id) },
        decide: () => E.left(refusal),
      })();
      expect(refused).toEqual(E.left(refusal));
      expect(right(await first.eventLog.number('relay', noon, 1000, 10)())).toBe(0);
    });

    test('what a rule throws reaches its caller, writes nothing and harms nobody beside it', async () => {
      const { first } = store;
      const works = await Promise.allSettled([
        increase(first.storage),
        first.storage.transact({
          organization: school,
          read: {},
          decide: () => {
            throw new Error('a bug');
          },
        })(),
        increase(first.storage),
      ]);
      const [before, broken, after] = works;
      expect(broken).toEqual({ status: 'rejected', reason: new Error('a bug') });
      // Works given at once run in any order: a pool of connections promises none.
      const counted = [before, after].map(({ status, ...rest }) => ({ status, ...rest }));
      expect(counted).toHaveLength(2);
      for (const count of [1, 2]) {
        expect(counted).toContainEqual({ status: 'fulfilled', value: E.right(count) });
      }
    });

    test('INV-15 an event is stored once, however often it is handed in; another tenant has its own', async () => {
      const { first } = store;
      await put(first.storage, school, [], [eventNumbered(1), eventNumbered(1), eventNumbered(2)]);
      await put(first.storage, school, [], [eventNumbered(2), eventNumbered(3)]);
      await put(first.storage, otherSchool, [], [eventNumbered(1, 'd0', otherSchool)]);
      expect(right(await first.eventLog.number('relay', noon, 1000, 10)())).toBe(4);
      const events = right(await first.eventLog.after(0, 10)());
      expect(events.map(({ key, organization }) => `${organization} ${key}`)).toEqual([
        'O100 deduction/d0/1',
        'O100 deduction/d0/2',
        'O100 deduction/d0/3',
        'O200 deduction/d0/1',
      ]);
    });

    test('INV-83 a work that runs again finds its own work and changes nothing', async () => {
      const { first, second } = store;
      const sale = deductionNumbered(1);
      await putRacers(first.storage, [sale]);
      const work = reserveWork(sale, 'purse');
      expect(await first.storage.transact(work)()).toEqual(E.right('Send'));
      const spent = right(await first.reads.find(school, ref('spending', 'purse'))());
      expect(await second.storage.transact(work)()).toEqual(E.right('sent-before'));
      expect(await first.reads.find(school, ref('spending', 'purse'))()).toEqual(E.right(spent));
    });

    test('INV-84 nothing is lost when many change one record at once', async () => {
      const { first, second } = store;
      const turns = Array.from({ length: 40 }, (_, n) => increase(n % 2 === 0 ? first.storage : second.storage));
      const seen = (await Promise.all(turns)).map(right);
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    });

    test('INV-23 INV-84 of 16 racing charges of 100 yuan exactly five are reserved', async () => {
      const { first, second } = store;
      const sales = Array.from({ length: 16 }, (_, n) => deductionNumbered(n));
      await putRacers(first.storage, sales);
      const results = await Promise.all(
        sales.map((sale, n) => (n % 2 === 0 ? first : second).storage.transact(reserveWork(sale, 'purse'))()),
      );
      expect(results.map(right).filter((type) => type === 'Send')).toHaveLength(5);
      const purse: Spending | undefined = right(await first.reads.find(school, ref('spending', 'purse'))());
      expect(purse?.open).toHaveLength(5);
    });

    test('INV-92 the same key in another organization is another record; platform kinds are one for all', async () => {
      const { first } = store;
      const sale = deductionNumbered(1);
      await putDeduction(first.storage, sale);
      await putDeduction(first.storage, { ...sale, organization: otherSchool, queries: 7 }, otherSchool);
      expect(await first.reads.find(school, deductionRef(sale.id))()).toEqual(E.right(sale));
      await put(first.storage, school, [write(ref('notice', 'notice-0001'), noticeNumbered(1))]);
      for (const organization of [otherSchool, platform]) {
        expect(await first.reads.find(organization, ref('notice', 'notice-0001'))()).toEqual(
          E.right(noticeNumbered(1)),
        );
      }
    });

    test('a record that one work writes twice ends as it was written last, in lists and in the queue as well', async () => {
      const { first } = store;
      const sale = deductionNumbered(1);
      const at = deductionRef(sale.id);
      await putDeduction(first.storage, sale);
      const { dueAt: _, ...held } = { ...sale, status: 'held', reason: 'limit' } as const;
      await first.storage.transact({
        organization: school,
        read: { at },
        decide: () => E.right({ writes: [write(at, held), write(at, sale)], events: [], result: undefined }),
      })();
      expect(await first.reads.find(school, at)()).toEqual(E.right(sale));
      expect(right(await first.reads.page('deduction', { status: 'received' }, 10)()).items).toEqual([sale]);
      expect(right(await first.reads.page('deduction', { status: 'held' }, 10)()).items).toEqual([]);
      expect(right(await first.dueWork.claim('deduction', noon, 1000, 10)())).toHaveLength(1);
    });

    test('nobody can change what is stored by changing what was handed in or out', async () => {
      const { first } = store;
      const gaps: Records['device']['chain']['gaps'][number][] = [];
      const chain = { headSequence: 1, headHash: 'a', gaps };
      const device: Records['device'] = {
        deviceId: 'D1' as Records['device']['deviceId'],
        organization: school,
        name: 'canteen 1',
        publicKey: '',
        keyEpoch: 1,
        status: 'active',
        chain,
        enrolledAt: noon,
      };
      await put(first.storage, school, [write(ref('device', 'D1'), device)]);
      gaps.push({ from: 1, to: 2, opensAfter: 'a', closesWith: 'b' });
      chain.headSequence = 9;
      const found = right(await first.reads.find(school, ref('device', 'D1'))());
      expect(found?.chain).toEqual({ headSequence: 1, headHash: 'a', gaps: [] });
    });
  });
};
