import {
  type CallNote,
  type Change,
  type Clock,
  type Deduction,
  type DeductionAnswer,
  type DeductionCommand,
  type DeductionPolicy,
  type DeductionRejection,
  type Heard,
  type Instant,
  type Storage,
  type StoreFailure,
  type WechatFailure,
  type WechatTrace,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { bookChange, bookRefs, type LeaseLost } from './deduction-books.ts';

export type Asked = 'send' | 'query';

/**
 * T3: what WeChat's answer, or its absence, makes of the deduction, its limits and debts, in one transaction. Only the
 * holder of the lease may store it (INV-16); a holder that lost its lease loses nothing, the next one asks WeChat.
 */
export const recordOutcome =
  (deps: { readonly storage: Storage; readonly clock: Clock; readonly policy: DeductionPolicy }) =>
  (
    seen: Deduction,
    fence: number,
    asked: Asked,
    ask: (heard: Heard) => TE.TaskEither<WechatFailure, DeductionAnswer>,
  ): TE.TaskEither<LeaseLost | DeductionRejection | StoreFailure, Deduction> =>
    pipe(
      T.fromIO(deps.clock.now),
      T.bindTo('began'),
      T.bind('told', () => listened(ask)),
      T.flatMap(({ began, told: { told, trace } }) => {
        const now = deps.clock.now();
        const command: DeductionCommand = {
          ...commandFor(told, asked, { began, now }, deps.policy),
          call: callNote(told, asked, began, trace),
        };
        return deps.storage.transact({
          organization: seen.organization,
          read: bookRefs(seen),
          decide: (found): E.Either<LeaseLost | DeductionRejection, Change<Deduction>> => {
            const { deduction } = found;
            if (deduction === undefined || deduction.fence !== fence) return E.left({ type: 'LeaseLost' });
            if (deduction.leaseUntil === undefined) return E.right({ writes: [], events: [], result: deduction }); // our own earlier run
            return bookChange(found, deduction, command, now, deps.policy);
          },
        });
      }),
    );

/** The answer, and how it looked: for the support report, and for nothing else. */
const listened =
  (ask: (heard: Heard) => TE.TaskEither<WechatFailure, DeductionAnswer>) =>
  async (): Promise<{ readonly told: E.Either<WechatFailure, DeductionAnswer>; readonly trace: WechatTrace }> => {
    let trace: WechatTrace | undefined;
    const told = await ask((heard) => void (trace = heard))();
    return { told, trace: trace ?? (E.isLeft(told) ? told.left.trace : {}) };
  };

const callNote = (
  told: E.Either<WechatFailure, DeductionAnswer>,
  asked: Asked,
  at: Instant,
  { httpStatus, code, message, requestId }: WechatTrace,
): CallNote => ({
  asked,
  at,
  ...(httpStatus === undefined ? {} : { httpStatus }),
  ...(code === undefined ? {} : { code }),
  ...(message === undefined ? {} : { message }),
  ...(requestId === undefined ? {} : { requestId }),
  ...(E.isLeft(told) ? { failure: told.left.reason } : {}),
});

const commandFor = (
  told: E.Either<WechatFailure, DeductionAnswer>,
  asked: Asked,
  { began, now }: { readonly began: Instant; readonly now: Instant },
  { inFlightMs, unknownMaxMs, lateQueriesMaxMs }: DeductionPolicy,
): Extract<DeductionCommand, { type: 'RecordAnswer' | 'RecordQuery' | 'LoseAnswer' }> => {
  if (E.isLeft(told)) return { type: 'LoseAnswer', reason: told.left.reason, at: now, unknownMaxMs, lateQueriesMaxMs }; // proves nothing (INV-9)
  return asked === 'send'
    ? { type: 'RecordAnswer', answer: told.right, at: now }
    : { type: 'RecordQuery', answer: told.right, at: began, inFlightMs, unknownMaxMs, lateQueriesMaxMs }; // no younger than it began (INV-12)
};
