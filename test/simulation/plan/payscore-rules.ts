import type { PayscoreVisit } from './payscore-visit.ts';
import { list, oneOf, optional, record, whole } from './plan-rules.ts';

const dayMs = 86_400_000;
type Following = NonNullable<PayscoreVisit['move']>;

/** What the visits of a plan file must be. */
export const visitsRule = list(
  record<PayscoreVisit>({
    at: whole(0, 3 * dayMs),
    stayMs: whole(1000, dayMs),
    totalFen: whole(2, 50_000),
    ending: oneOf<PayscoreVisit['ending']>({ complete: true, 'complete-for-nothing': true, cancel: true }),
    money: oneOf<PayscoreVisit['money']>({ there: true, late: true, never: true }),
    move: optional(
      record<Following>({
        type: oneOf<Following['type']>({ modify: true, sync: true, cancel: true, pay: true }),
        afterMs: whole(1000, dayMs),
      }),
    ),
  }),
  100,
);
