import { type Deduction, platform, ref, refundedOf, type StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ServerDependencies } from '../server-dependencies.ts';
import type { DeductionDetailView } from '../views/deduction-detail-view.ts';
import { refundView } from '../views/refund-view.ts';

/** What was given back of a deduction, in the order in which it was asked for: 50 numbers at most. */
export const refundsOf = (
  { reads }: ServerDependencies,
  { organization, id }: Deduction,
): TE.TaskEither<StoreFailure, Pick<DeductionDetailView, 'refundedFen' | 'refunds'>> =>
  pipe(
    reads.find(organization, ref('refundBook', id)),
    TE.bindTo('book'),
    TE.bind('refunds', ({ book }) =>
      pipe(
        book?.lines ?? [],
        TE.traverseSeqArray(({ no }) => reads.find(platform, ref('refund', no))),
      ),
    ),
    TE.map(({ book, refunds }) => ({
      refundedFen: book === undefined ? 0 : refundedOf(book),
      refunds: refunds.flatMap((refund) => (refund === undefined ? [] : [refundView(refund)])),
    })),
  );
