import { type Deduction, Instant, type Storage, type Write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Swap } from './world/our-side.ts';

/** What could be wrong with us, each planted at one seam, and the words in which the judgement has to notice it. */
export const plantedBugs: Readonly<Record<string, readonly [RegExp, Swap]>> = {
  'one sale in thirty is stored one fen too high': [
    /\d fen here, \d+ fen at WeChat/,
    deductionStored((deduction, index) =>
      index % 30 === 0 && deduction.status === 'paid'
        ? { ...deduction, amount: (deduction.amount + 1) as Deduction['amount'] }
        : deduction,
    ),
  ],
  'payments are dated in UTC, so breakfast is paid the day before': [
    /charged: we \d+ of \d+ fen, the script 0 of 0 fen/,
    deductionStored((deduction) =>
      deduction.paidAt === undefined
        ? deduction
        : { ...deduction, paidAt: Instant.of(deduction.paidAt - 8 * 3_600_000) },
    ),
  ],
  'a repayment is told, and the deduction stays advanced': [
    /: advanced \(.*\), not repaid/,
    deductionStored((deduction) => (deduction.status === 'repaid' ? { ...deduction, status: 'advanced' } : deduction)),
  ],
  'a refund that succeeded is forgotten again': [
    /processing pupil \d+ refunded: we 1 of/,
    (ports) => ({
      ...ports,
      storage: writing(ports.storage, (one) =>
        one.kind === 'refund' && one.to.status === 'success'
          ? { ...one, to: { ...one.to, status: 'processing' } }
          : one,
      ),
    }),
  ],
  'the day sheet of one terminal misses what is held': [
    /counter-2 held: the sheet says 0 of 0 fen/,
    (ports) => ({
      ...ports,
      reads: {
        ...ports.reads,
        dayLines: (organization, day) =>
          pipe(
            ports.reads.dayLines(organization, day),
            TE.map((lines) => lines.filter(({ status, device }) => status !== 'held' || !device.endsWith('2'))),
          ),
      },
    }),
  ],
  'what was spent before is forgotten': [/INV-23/, (ports) => ({ ...ports, storage: forgetful(ports.storage) })],
  'nobody looks at the calendar before trying again': [
    /which is no school day \(INV-33\)/,
    (ports) => ({
      ...ports,
      policy: {
        ...ports.policy,
        calendar: { ...ports.policy.calendar, weekdays: [0, 1, 2, 3, 4, 5, 6], windows: [{ from: 0, to: 24 * 60 }] },
      },
    }),
  ],
};

function deductionStored(change: (deduction: Deduction, index: number) => Deduction): Swap {
  let index = 0;
  const spoiled = (one: Write): Write => {
    if (one.kind !== 'deduction') return one;
    index += 1;
    return { ...one, to: change(one.to, index) };
  };
  return (ports) => ({ ...ports, storage: writing(ports.storage, spoiled) });
}

const writing = (storage: Storage, change: (one: Write) => Write): Storage => ({
  transact: (work) =>
    storage.transact({
      ...work,
      decide: (found) =>
        pipe(
          work.decide(found),
          E.map((decided) => ({ ...decided, writes: decided.writes.map(change) })),
        ),
    }),
});

const forgetful = (storage: Storage): Storage => ({
  transact: (work) =>
    storage.transact({
      ...work,
      decide: (found) => {
        const kept = Object.entries(found).filter(([name]) => work.read[name]?.kind !== 'spending');
        const blank = Object.entries(found).flatMap(([name]) =>
          work.read[name]?.kind === 'spending' ? [[name, undefined] as const] : [],
        );
        return work.decide({ ...found, ...Object.fromEntries(blank), ...Object.fromEntries(kept) });
      },
    }),
});
