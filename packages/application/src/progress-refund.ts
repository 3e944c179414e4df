import {
  type Change,
  type Claimed,
  type Clock,
  eventsOf,
  platform,
  type Reads,
  ref,
  type Refund,
  refundDecider,
  type Storage,
  type StoreFailure,
  type WechatRefunds,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { recordRefund, type RefundRefused } from './record-refund.ts';
import type { RefundPolicies } from './refund-books.ts';

export interface RefundDependencies extends RefundPolicies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly refunds: WechatRefunds;
  readonly clock: Clock;
}
type Failure = LeaseLost | RefundRefused | StoreFailure;

/**
 * What the worker does with a refund that is due: send the stored bytes, or ask what became of them. The attempt is stored as
 * "unknown" before it leaves, so a crash between any two steps ends in a question, not in a second refund.
 */
export const progressRefund =
  (deps: RefundDependencies) =>
  (claimed: Claimed): TE.TaskEither<Failure, Refund> =>
    pipe(
      deps.reads.find(platform, ref('refund', claimed.key)),
      TE.flatMap((seen): TE.TaskEither<Failure, Refund> => {
        if (seen === undefined) return TE.left({ type: 'RefundUnknown' });
        switch (seen.status) {
          case 'requested':
            return pipe(
              begin(deps, seen, claimed.fence),
              TE.flatMap((begun) =>
                recordRefund(deps)(begun, claimed.fence, 'send', deps.refunds.send(begun, begun.body)),
              ),
            );
          case 'unknown':
          case 'processing':
          case 'abnormal':
            return recordRefund(deps)(seen, claimed.fence, 'query', deps.refunds.query(seen));
          case 'success':
          case 'closed':
          case 'refused':
            return TE.right(seen);
        }
      }),
    );

const begin = (deps: RefundDependencies, seen: Refund, fence: number): TE.TaskEither<Failure, Refund> => {
  const at = deps.clock.now();
  return deps.storage.transact({
    organization: seen.organization,
    read: { refund: ref('refund', seen.no) },
    decide: ({ refund }): E.Either<Failure, Change<Refund>> => {
      if (refund === undefined || refund.fence !== fence) return E.left({ type: 'LeaseLost' });
      if (refund.status === 'unknown' && refund.lastAttemptAt === at)
        return E.right({ writes: [], events: [], result: refund }); // our own earlier run
      return pipe(
        refundDecider.decide({ type: 'BeginRefund', at }, refund),
        E.map((events) => {
          const begun = events.reduce<Refund | undefined>(refundDecider.evolve, refund) ?? refund;
          const { organization, no, version: versionBefore } = refund;
          const about = { organization, at, subject: { kind: 'refund' as const, id: no }, versionBefore };
          return { writes: [write(ref('refund', no), begun)], events: eventsOf(about, events), result: begun };
        }),
      );
    },
  });
};
