import * as t from 'io-ts';
import { readAs } from '../../support/read-as.ts';
import type { Day } from '../script/school-days.ts';
import type { Office, SchoolNumbers } from '../world/office.ts';

const Tally = t.type({ count: t.number, amountFen: t.number });
const sums = {
  minted: Tally,
  settled: Tally,
  paid: Tally,
  advanced: Tally,
  repaid: Tally,
  refunded: Tally,
  pending: Tally,
  unknown: Tally,
  held: Tally,
  dead: Tally,
};
const Sheet = t.type(
  {
    date: t.string,
    ...sums,
    ledger: t.record(t.string, t.number),
    terminals: t.array(t.type({ deviceId: t.string, ...sums })),
  },
  'DaySheet',
);
/** 日结 of one day, as our API gives it. */
export type Sheet = t.TypeOf<typeof Sheet>;
export type SheetSums = Pick<Sheet, keyof typeof sums>;
export const sheetParts = Object.keys(sums) as readonly (keyof typeof sums)[];

export const readSheets = async (
  { office, school }: { readonly office: Pick<Office, 'succeed'>; readonly school: SchoolNumbers },
  days: readonly Day[],
): Promise<readonly Sheet[]> => {
  const sheets: Sheet[] = [];
  for (const day of days)
    sheets.push(readAs(Sheet, await office.succeed('GET', `organizations/${school.organizationId}/days/${day}`)));
  return sheets;
};
