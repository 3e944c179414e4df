import {
  deductionNoOf,
  type Instant,
  nothingSpent,
  platform,
  ref,
  type Wanted,
  type Work,
  write,
} from '@facepay/domain';
import type { openSqliteStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import {
  attemptOf,
  begun,
  device,
  memberNumbered,
  noon,
  noticeOf,
  organization,
  paidOf,
  received,
  saleOf,
  school,
  sentOf,
  settled,
  spendingOf,
  voucherOf,
} from './storage-records.ts';

export type OurStore = Awaited<ReturnType<typeof openSqliteStorage>>;
/** Does the works of these numbers, all given at once, as one group. */
export type Group = (numbers: readonly number[]) => Promise<void>;
export type WorkName = 'insert' | 'find' | 'notice' | 'voucher' | 'deduction';

/** The works of the two benches as they reach the store, without what surrounds them. */
export const ourWorks = ({ storage, reads, dueWork, eventLog }: OurStore): Readonly<Record<WorkName, Group>> => {
  const transact = <W extends Wanted, A>(work: Work<W, never, A>) => storage.transact(work)();
  const find = async (n: number) => {
    const found = await reads.find(school, ref('number', deductionNoOf(saleOf(n).id, 1)))();
    if (E.isRight(found) && found.right === undefined) throw new Error('what was written was not found');
    return found;
  };
  const send = (n: number, fence: number) => {
    const sale = saleOf(n);
    const own = `${sale.id}/${fence}`;
    const refs = { ...booksOf(n), device: ref('device', device.deviceId), voucher: ref('voucher', sale.voucher) };
    const [attempt, number] = [ref('attempt', own), ref('number', deductionNoOf(sale.id, 1))];
    return transact({
      organization: school,
      read: { ...refs, attempt, first: attempt, number },
      decide: ({ deduction, spending = nothingSpent }) => {
        if (deduction === undefined || deduction.fence !== fence) throw new Error('the lease is lost');
        return E.right({
          writes: [
            write(refs.deduction, sentOf(deduction, own)),
            write(refs.spending, spendingOf(deduction, spending, false)),
            write(attempt, attemptOf(deduction, own)),
            write(number, { no: deduction.no, organization: school, deduction: deduction.id }),
          ],
          events: begun(deduction, own),
          result: undefined,
        });
      },
    });
  };
  const settle = (n: number) => {
    const refs = booksOf(n);
    return transact({
      organization: school,
      read: refs,
      decide: ({ deduction, spending = nothingSpent }) => {
        if (deduction?.status !== 'in-flight') throw new Error('not sent');
        return E.right({
          writes: [
            write(refs.deduction, paidOf(deduction)),
            write(refs.spending, spendingOf(deduction, spending, true)),
          ],
          events: settled(deduction),
          result: undefined,
        });
      },
    });
  };
  let [told, now] = [0, noon + 1_000_000_000];
  const relay = async () => {
    await eventLog.number('bench', noon, 1000, 10_000)();
    const events = await eventLog.after(told, 10_000)();
    if (E.isRight(events)) told = events.right.at(-1)?.position ?? told;
  };
  return {
    insert: (numbers) =>
      together(numbers, (n) => {
        const { id, no } = saleOf(n);
        const at = ref('number', deductionNoOf(id, 1));
        return transact({
          organization: school,
          read: {},
          decide: () =>
            E.right({ writes: [write(at, { no, organization: school, deduction: id })], events: [], result: n }),
        });
      }),
    find: (numbers) => together(numbers, find),
    notice: (numbers) =>
      together(numbers, (n) => {
        const notice = noticeOf(n);
        const at = ref('notice', notice.id);
        return transact({
          organization: platform,
          read: { same: at, other: ref('notice', `${notice.id.slice(0, 40)}~${notice.contentHash.slice(0, 16)}`) },
          decide: ({ same }) =>
            E.right({ writes: same === undefined ? [write(at, notice)] : [], events: [], result: n }),
        });
      }),
    voucher: (numbers) =>
      together(numbers, (n) => {
        const sale = saleOf(n);
        const voucher = voucherOf(n, sale);
        const refs = {
          device: ref('device', device.deviceId),
          organization: ref('organization', school),
          member: ref('member', sale.outUserId),
          voucher: ref('voucher', voucher.id),
          evidence: ref('evidence', `${voucher.id}/${voucher.hash}`),
          credential: ref('credential', sale.credentialHash),
          deduction: ref('deduction', sale.id),
        };
        return transact({
          organization: school,
          read: refs,
          decide: ({ device: at = device }) =>
            E.right({
              writes: [
                write(refs.device, { ...at, chain: { ...at.chain, headSequence: n, headHash: voucher.hash } }),
                write(refs.voucher, voucher),
                write(refs.credential, {
                  hash: sale.credentialHash,
                  organization: school,
                  voucher: voucher.id,
                  deduction: sale.id,
                }),
                write(refs.deduction, { ...sale, dueAt: (noon + n) as Instant }),
              ],
              events: received(sale),
              result: n,
            }),
        });
      }),
    deduction: async (numbers) => {
      const claimed = await dueWork.claim('deduction', (now += 1_000_000) as Instant, 900_000, numbers.length)();
      if (E.isLeft(claimed) || claimed.right.length < numbers.length) throw new Error('too little was due');
      const byKey = new Map(numbers.map((n) => [saleOf(n).id as string, n]));
      const works = claimed.right.map(({ key, fence }) => [byKey.get(key) ?? -1, fence] as const);
      const fenceOf = new Map(works);
      await together([...fenceOf.keys()], async (n) => {
        await reads.find(school, ref('deduction', saleOf(n).id))();
        await reads.find(school, ref('member', saleOf(n).outUserId))();
        return send(n, fenceOf.get(n) ?? -1);
      });
      await together([...fenceOf.keys()], settle);
      await relay();
    },
  };
};

const together = async (numbers: readonly number[], one: (n: number) => Promise<E.Either<unknown, unknown>>) => {
  for (const done of await Promise.all(numbers.map(one)))
    if (E.isLeft(done)) throw new Error(`a work was refused: ${JSON.stringify(done.left)}`);
};

const booksOf = (n: number) => {
  const { id, outUserId, subMchid } = saleOf(n);
  return {
    deduction: ref('deduction', id),
    member: ref('member', outUserId),
    organization: ref('organization', organization.organizationId),
    spending: ref('spending', `${school}/${outUserId}`),
    testMerchant: ref('spending', `merchant/${subMchid}`),
  };
};

/** What stands there before: the school, its terminal and its pupils. */
export const seedWorks = async ({ storage }: OurStore, count: number): Promise<void> => {
  const done = await storage.transact({
    organization: school,
    read: {},
    decide: () =>
      E.right({
        writes: [
          write(ref('organization', school), organization),
          write(ref('device', device.deviceId), device),
          ...Array.from({ length: count }, (_, n) => memberNumbered(n)).map((member) =>
            write(ref('member', member.outUserId), member),
          ),
        ],
        events: [],
        result: undefined,
      }),
  })();
  if (E.isLeft(done)) throw new Error('the school was not stored');
};
