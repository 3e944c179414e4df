import fc from 'fast-check';
import { type CallName, callNames } from '../table/table.ts';
import { anyProfile, type Profile } from './profile.ts';

/** One call at some later second. A call that cannot be made where the order is by then is left out. */
export interface Step {
  readonly call: CallName;
  readonly fen: number;
  /** Seconds since the step before. */
  readonly wait: number;
}
export interface Sequence {
  readonly profile: Profile;
  readonly steps: readonly Step[];
}

/** Ways through the table, so that sequences get somewhere; each is cut off anywhere, then anything is drawn. */
const ways: readonly (readonly CallName[])[] = [
  ['create to confirm', 'user confirms', 'complete', 'modify lower', 'deduction begins', 'deduction succeeds'],
  ['create without end time', 'user confirms', 'complete', 'modify lower', 'deduction fails', 'user pays'],
  ['create without end time', 'user confirms', 'complete at zero'],
  ['create without confirming', 'complete at the bound', 'modify lower', 'modify lower', 'sync'],
  ['create at the cap', 'user confirms', 'complete with counts', 'modify lower', 'cancel'],
  ['create without end time', '30 days pass'],
];
const anyWay = fc
  .constantFrom(...ways)
  .chain((way) => fc.integer({ min: 0, max: way.length }).map((length) => way.slice(0, length)));

const stepOf = (call: fc.Arbitrary<CallName>): fc.Arbitrary<Step> =>
  fc.record({ call, fen: fc.integer({ min: 0, max: 999 }), wait: fc.integer({ min: 10, max: 100 }) });

export const anySequence = (party: Profile['party']): fc.Arbitrary<Sequence> =>
  fc.record({
    profile: anyProfile(party),
    steps: anyWay.chain((way) =>
      fc
        .tuple(
          fc.tuple(...way.map((call) => stepOf(fc.constant(call)))),
          fc.array(stepOf(fc.constantFrom(...callNames)), { minLength: 4, maxLength: 18 }),
        )
        .map(([on, rest]) => [...on, ...rest]),
    ),
  });
