import { DeviceId, Fen } from '@facepay/codecs';
import type { DayLine, DeductionStatus, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { deductionStatus } from './deduction.ts';
import { fields } from './fields.ts';
import { decodeBody } from './record-row.ts';

interface DayLineRow extends Pick<DayLine, 'device' | 'count' | 'amount' | 'refunded'> {
  readonly status: DeductionStatus;
  readonly outcome_unknown: number;
  readonly booked_later: number;
}
const dayLineRow: t.Type<DayLineRow, unknown> = fields<DayLineRow>(
  {
    device: DeviceId,
    status: deductionStatus,
    outcome_unknown: t.number,
    booked_later: t.number,
    count: t.number,
    amount: Fen,
    refunded: Fen,
  },
  {},
);

/** A row of the day's sums. */
export const fromDayLineRow = (row: unknown): E.Either<StoreFailure, DayLine> =>
  pipe(
    decodeBody('day line', dayLineRow, () => row),
    E.map(({ outcome_unknown: outcomeUnknown, booked_later: bookedLater, ...line }) => ({
      ...line,
      outcomeUnknown: outcomeUnknown === 1,
      bookedLater: bookedLater === 1,
    })),
  );
