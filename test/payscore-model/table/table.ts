import { amountCalls } from './amount-calls.ts';
import type { Cell, Row } from './cell.ts';
import { createCalls } from './create-calls.ts';
import { type AfterCompletion, endingCalls } from './ending-calls.ts';
import { happenings } from './happenings.ts';
import { type StateName, stateNames } from './words.ts';

/** The whole table: what each call leads to in each state. */
export const tableOf = (cancelAfterCompletion: AfterCompletion) => ({
  ...createCalls,
  ...amountCalls,
  ...endingCalls(cancelAfterCompletion),
  ...happenings,
});
type Table = ReturnType<typeof tableOf>;
export type CallName = keyof Table;

export const callNames = Object.keys(tableOf('accepts')) as readonly CallName[];

/** What a call leads to there; undefined where it cannot be made, such as a repeat of what never was. */
export const cellOf = (table: Readonly<Record<CallName, Row>>, call: CallName, state: StateName): Cell | undefined =>
  table[call].cells[state];

/** Every pair that has an answer. */
export const pairs = (table: Readonly<Record<CallName, Row>>): readonly (readonly [CallName, StateName])[] =>
  callNames.flatMap((call) =>
    stateNames.filter((state) => cellOf(table, call, state) !== undefined).map((state) => [call, state] as const),
  );
