import type { Claimed, Deduction, DeductionAnswer } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Fault } from '../plan/plan.ts';
import type { Mutant } from './mutant.ts';
import { type Found, isAny, isOutcome, isReservation, answeringEarly, deciding, seeing } from './storage-seams.ts';

const reserialisedBody: Mutant = {
  name: 'a retry writes its body anew',
  noticedBy: ['INV-6'],
  wechat: (deductions) => ({
    ...deductions,
    send: (request, body) => deductions.send(request, JSON.stringify(JSON.parse(body), undefined, 1)),
  }),
};

const sentBeforeStored: Mutant = {
  name: 'the request first, then the reservation',
  noticedBy: ['INV-8'],
  storage: (storage, { life }) => answeringEarly(isReservation, life)(storage),
};

const roundedToYuan: Mutant = {
  name: 'whole yuan are charged',
  noticedBy: ['INV-20'],
  wechat: (deductions) => ({
    ...deductions,
    prepare: (request) => deductions.prepare({ ...request, amount: yuanOf(request.amount) }),
  }),
};
const yuanOf = <A extends number>(fen: A): A => (100 * Math.max(1, Math.round(fen / 100))) as A;

/** The request may still be on its way when WeChat is asked. */
const notFoundIsFailed: Mutant = {
  name: 'not found is not charged, however early',
  noticedBy: ['INV-12', 'INV-31'],
  ports: (ports) => ({ ...ports, policy: { ...ports.policy, inFlightMs: 0 } }),
};

/** The same without even asking. */
export const retryWithoutQuery: Mutant = {
  name: 'sent again without a query',
  noticedBy: ['INV-12', 'INV-54'],
  ports: (ports) => ({
    ...ports,
    policy: { ...ports.policy, inFlightMs: 0 },
    wechat: { ...ports.wechat, query: () => TE.right<never, DeductionAnswer>({ type: 'NotFound' }) },
  }),
};

const anyNumberOfTries: Mutant = {
  name: 'a sixth try on one day',
  noticedBy: ['INV-33'],
  ports: (ports) => ({ ...ports, policy: { ...ports.policy, attemptsMaxPerDay: 50, retryWaitMs: 60_000 } }),
};

const triedAtNight: Mutant = {
  name: 'tried again at any hour of any day',
  noticedBy: ['INV-33'],
  ports: (ports) => ({
    ...ports,
    policy: {
      ...ports.policy,
      retryWaitMs: 60_000,
      calendar: { ...ports.policy.calendar, windows: [{ from: 0, to: 1440 }], weekdays: [0, 1, 2, 3, 4, 5, 6] },
    },
  }),
};

/** A terminal that was cut off until the evening: each of its sales is charged on the spot, like a prompt one. */
const chargedHoweverLate: Mutant = {
  name: 'a first request at any hour, however old the sale',
  noticedBy: ['INV-33'],
  suits: ({ ops }) => ops.some((op) => (op.type === 'partition' || op.type === 'offline') && op.forMs > 125 * 60_000),
  ports: (ports) => ({ ...ports, policy: { ...ports.policy, firstWithinMs: Infinity } }),
};

/** Whoever once held it may write: the fence is taken for what this life claimed last. */
const withoutFence: Mutant = {
  name: 'an outcome is stored under any lease',
  noticedBy: ['INV-16'],
  ports: (ports) => {
    const mine = new Map<string, number>();
    const note = (claimed: readonly Claimed[]): readonly Claimed[] => {
      for (const { key, fence } of claimed) mine.set(key, fence);
      return claimed;
    };
    const asMine = (record: Found): Found =>
      record !== undefined && 'fence' in record && 'id' in record
        ? { ...record, fence: mine.get(record.id) ?? record.fence }
        : record;
    return {
      ...ports,
      dueWork: { claim: (...asked) => pipe(ports.dueWork.claim(...asked), TE.map(note)) },
      storage: seeing(isAny, asMine)(ports.storage),
    };
  },
};

const leaseForEver: Mutant = {
  name: 'a lease that never ends',
  noticedBy: ['INV-16', 'INV-98'],
  ports: (ports) => ({
    ...ports,
    dueWork: {
      claim: (queue, now, _, countMax) => ports.dueWork.claim(queue, now, 10 * 365 * 86_400_000, countMax),
    },
  }),
};

const isLateAnswer = ({ process, port, kind }: Fault): boolean =>
  process.startsWith('worker') && port === 'http' && kind === 'late-answer';

/** The answer is applied to what was sent, whatever has become of it since. */
const appliedToMemory: Mutant = {
  name: 'an answer is applied to what the worker remembers',
  noticedBy: ['INV-13', 'INV-15', 'INV-25', 'INV-31'],
  suits: ({ world, faults }) => world.transactionNotices && faults.filter(isLateAnswer).length > 20,
  storage: (storage) => {
    const sent = new Map<string, Deduction>();
    const remember = deciding(isReservation, (change) => {
      for (const one of change.writes) if (one.kind === 'deduction') sent.set(one.key, one.to);
      return change;
    });
    const recall = seeing(isOutcome, (record, { kind, key }) => {
      const known = kind === 'deduction' ? sent.get(key) : undefined;
      return known !== undefined && record !== undefined && 'fence' in record && record.fence === known.fence
        ? known
        : record;
    });
    return recall(remember(storage));
  },
};

/** When something is sent again, and who may say what came of it: INV-6, INV-8, INV-12, INV-13, INV-16, INV-33. */
export const ofRetries: readonly Mutant[] = [
  reserialisedBody,
  sentBeforeStored,
  roundedToYuan,
  notFoundIsFailed,
  retryWithoutQuery,
  anyNumberOfTries,
  triedAtNight,
  chargedHoweverLate,
  withoutFence,
  leaseForEver,
  appliedToMemory,
];
