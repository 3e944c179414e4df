import {
  type Alarm,
  dayOf,
  type FaceUser,
  hour,
  later,
  type ListedKind,
  type ListFilter,
  type OrganizationId,
  type OutUserId,
  type Reads,
  ref,
  write,
  payscoreScope,
} from '@facepay/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayLinesCases } from './day-lines-cases.ts';
import { putRacers, signedPupil } from './race.ts';
import {
  deductionNumbered,
  eventNumbered,
  noon,
  noticeNumbered,
  otherSchool,
  put,
  putDeduction,
  refundNumbered,
  right,
  school,
  payscoreNumbered,
} from './storage-examples.ts';
import type { OpenStore, SharedStore } from './storage-ports.ts';

const deniedPupil = (
  outUserId: string,
  listVersion: number,
  denied: boolean,
  organization: OrganizationId,
): FaceUser => ({
  ...signedPupil,
  organization,
  outUserId: outUserId as OutUserId,
  deny: { denied, listVersion },
});
const entry = (outUserId: string, listVersion: number, denied: boolean) => ({
  outUserId,
  userId: signedPupil.userId,
  denied,
  listVersion,
});

const openAlarm: Alarm = {
  id: 'a000000000001' as Alarm['id'],
  organization: school,
  subject: { kind: 'deduction', id: 'd1' },
  type: 'DeductionHeld',
  at: noon,
  reason: 'clone',
};

const countAll = async (reads: Reads, kind: ListedKind, filter: ListFilter): Promise<number> =>
  right(await reads.page(kind, filter, 100)()).items.length;

/** Lists, pages and histories; each sees what was committed before it was asked. */
export const readsSuite = (name: string, open: OpenStore): void => {
  describe(`reads: ${name}`, () => {
    let store: SharedStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    dayLinesCases(() => store);

    test('pages go through everything once, in key order, and the last one says so', async () => {
      const { first, second } = store;
      const ids = Array.from({ length: 7 }, (_, n) => deductionNumbered(n).id);
      for (const n of [5, 2, 6, 0, 3, 1, 4]) await putDeduction(first.storage, deductionNumbered(n));
      const seen: string[][] = [];
      let after: string | undefined;
      do {
        const page = right(await second.reads.page('deduction', { organization: school }, 3, after)());
        seen.push(page.items.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    });

    test('a page that ends exactly at the end has no next', async () => {
      for (const n of [1, 2]) await putDeduction(store.first.storage, deductionNumbered(n));
      const page = right(await store.first.reads.page('deduction', {}, 2)());
      expect(page.items).toHaveLength(2);
      expect(page).not.toHaveProperty('next');
    });

    test('every filter compares what it names, and only that', async () => {
      const { storage, reads } = store.first;
      await putDeduction(storage, deductionNumbered(1));
      await putDeduction(storage, deductionNumbered(2, { status: 'held', reason: 'limit' }));
      await putDeduction(storage, deductionNumbered(3, { outUserId: 'somebody' as OutUserId }));
      const count = (filter: ListFilter): Promise<number> => countAll(reads, 'deduction', filter);
      expect(await count({})).toBe(3);
      expect(await count({ status: 'held' })).toBe(1);
      expect(await count({ member: 'somebody' })).toBe(1);
      expect(await count({ member: 'somebody', status: 'held' })).toBe(0);
      expect(await count({ device: 'D1', day: '2026-09-01' })).toBe(3);
      expect(await count({ day: '2026-08-31' })).toBe(0);
      await putDeduction(storage, deductionNumbered(2, { status: 'received' }));
      expect(await count({ status: 'held' })).toBe(0);
    });

    test('INV-92 a list of one organization shows nothing of another, whatever the cursor says', async () => {
      const { storage, reads } = store.first;
      await putRacers(storage, [deductionNumbered(1)]);
      await put(storage, otherSchool, [
        write(ref('member', 'other-0001'), { ...signedPupil, organization: otherSchool }),
      ]);
      for (const kind of ['organization', 'member', 'device', 'deduction'] as const) {
        expect(await countAll(reads, kind, { organization: school })).toBe(1);
      }
      expect(await countAll(reads, 'deduction', { organization: otherSchool })).toBe(0);
      expect(await countAll(reads, 'member', {})).toBe(2);
      const page = right(await reads.page('member', { organization: school }, 10, `${otherSchool}/`)());
      expect(page.items).toEqual([]);
    });

    test('every listed kind can be listed by what it has; what it has not matches nothing', async () => {
      const { storage, reads } = store.first;
      await putRacers(storage, []);
      await put(storage, school, [write(ref('notice', 'notice-0001'), noticeNumbered(1))]);
      expect(await countAll(reads, 'member', { status: 'signed', member: 'pupil-0001' })).toBe(1);
      expect(await countAll(reads, 'device', { status: 'active', device: 'D1' })).toBe(1);
      expect(await countAll(reads, 'notice', { status: 'received', organization: school })).toBe(1);
      await put(storage, school, [write(ref('alarm', openAlarm.id), openAlarm)]);
      expect(await countAll(reads, 'alarm', { status: 'open', organization: school })).toBe(1);
      expect(await countAll(reads, 'alarm', { organization: otherSchool })).toBe(0);
      const seen = { ...openAlarm, acknowledged: { at: openAlarm.at, by: 'operator-1' } };
      await put(storage, school, [write(ref('alarm', seen.id), seen)]);
      expect(await countAll(reads, 'alarm', { status: 'open' })).toBe(0);
      expect(right(await reads.page('alarm', { status: 'acknowledged' }, 10)()).items).toEqual([seen]);
      const back = refundNumbered(1, { status: 'success', refundedAt: later(noon, 24 * hour) });
      await put(storage, school, [write(ref('refund', back.no), back), write(ref('refund', 'R-2'), refundNumbered(2))]);
      const refunds = { organization: school, member: 'pupil-0001' };
      expect(await countAll(reads, 'refund', refunds)).toBe(2);
      expect(
        await countAll(reads, 'refund', { ...refunds, status: 'success', day: dayOf(later(noon, 24 * hour)) }),
      ).toBe(1);
      expect(await countAll(reads, 'refund', { day: dayOf(noon) })).toBe(1);
      expect(await countAll(reads, 'refund', { organization: otherSchool })).toBe(0);
      expect(await countAll(reads, 'organization', { status: 'active' })).toBe(0);
      expect(await countAll(reads, 'device', { member: 'pupil-0001' })).toBe(0);
    });

    test('INV-92 service orders are listed by how they stand and by day, in their own partition', async () => {
      const { storage, reads } = store.first;
      const done = payscoreNumbered(2, { status: 'done', requestedAt: later(noon, 24 * hour) });
      const orders = [payscoreNumbered(1), done, payscoreNumbered(3)];
      await put(
        storage,
        payscoreScope,
        orders.map((order) => write(ref('payscoreOrder', order.no), order)),
      );
      const ours = { organization: payscoreScope };
      expect(await countAll(reads, 'payscoreOrder', ours)).toBe(3);
      expect(right(await reads.page('payscoreOrder', { ...ours, status: 'done' }, 10)()).items).toEqual([done]);
      expect(await countAll(reads, 'payscoreOrder', { ...ours, status: 'in-service', day: dayOf(noon) })).toBe(2);
      expect(await countAll(reads, 'payscoreOrder', { organization: school })).toBe(0);
      expect(await countAll(reads, 'payscoreOrder', { ...ours, member: 'pupil-0001' })).toBe(0);
      const first = right(await reads.page('payscoreOrder', ours, 2)());
      expect(first.items).toEqual(orders.slice(0, 2));
      expect(right(await reads.page('payscoreOrder', ours, 2, first.next)()).items).toEqual(orders.slice(2));
      expect(right(await reads.find(school, ref('payscoreOrder', 'PS-1'))())).toBeUndefined();
    });

    test('INV-42 the deny list is what changed after a version, oldest first, each member once, within one organization', async () => {
      const { storage } = store.first;
      const marked = async (outUserId: string, listVersion: number, denied: boolean, organization = school) =>
        put(storage, organization, [
          write(ref('member', outUserId), deniedPupil(outUserId, listVersion, denied, organization)),
        ]);
      await marked('pupil-0001', 2, true);
      await marked('pupil-0002', 1, true);
      await marked('pupil-0003', 3, true);
      await marked('pupil-0001', 1, true, otherSchool);
      await put(storage, school, [
        write(ref('member', 'pupil-0004'), { ...signedPupil, outUserId: 'pupil-0004' as OutUserId }),
      ]);
      const told = async (after: number, countMax = 10) =>
        right(await store.second.reads.denyList(school, after, countMax)());
      expect((await told(0)).map(({ outUserId, listVersion }) => [outUserId, listVersion])).toEqual([
        ['pupil-0002', 1],
        ['pupil-0001', 2],
        ['pupil-0003', 3],
      ]);
      await marked('pupil-0002', 4, false);
      expect(await told(1, 2)).toEqual([entry('pupil-0001', 2, true), entry('pupil-0003', 3, true)]);
      expect(await told(3)).toEqual([entry('pupil-0002', 4, false)]);
      expect(await told(4)).toEqual([]);
    });

    test('the history of a subject is its events in their order, numbered or not, and no other’s', async () => {
      const { first, second } = store;
      await put(first.storage, school, [], [eventNumbered(1), eventNumbered(1, 'd1'), eventNumbered(2)]);
      await put(first.storage, otherSchool, [], [eventNumbered(9, 'd0', otherSchool)]);
      await put(first.storage, school, [], [eventNumbered(10)]);
      const subject = { kind: 'deduction', id: 'd0' } as const;
      expect(right(await second.reads.history(school, subject, 10)())).toEqual([
        eventNumbered(1),
        eventNumbered(2),
        eventNumbered(10),
      ]);
      expect(right(await second.reads.history(school, subject, 2)())).toHaveLength(2);
    });
  });
};
