import {
  afterPage,
  type Change,
  type FaceUser,
  needsAttention,
  passOf,
  platform,
  ref,
  type StoreFailure,
  type Sweep,
  sweepKey,
  type Task,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { type RefreshDependencies, refreshMember } from './refresh-member.ts';

/**
 * One page of an organization's members, read again from WeChat: what no notice told is found (INV-51, FAQ 1.3, 5.5). Where
 * it stands is stored after each page, so another worker goes on from there.
 */
export const sweepMembers =
  (deps: RefreshDependencies) =>
  (sweep: Sweep, fence: number): TE.TaskEither<LeaseLost | StoreFailure, void> => {
    const pass = passOf(sweep, deps.clock.now(), deps.policy);
    const countMax = pass === 'all' ? deps.policy.sweepAtOnceMax : attentionPageMax;
    return pipe(
      deps.reads.page('member', { organization: sweep.organization }, countMax, sweep.after),
      TE.flatMap(({ items, next }) =>
        pipe(
          TE.fromTask(refreshAll(deps, pass === 'all' ? items : items.filter(needsAttention))),
          TE.map((answered) => ({ pass, answered, ...(next === undefined ? {} : { next }) })),
        ),
      ),
      TE.flatMap((page) =>
        deps.storage.transact({
          organization: platform,
          read: { task: ref('task', sweepKey(sweep.organization)) },
          decide: ({ task }): E.Either<LeaseLost, Change<void>> => {
            if (!isOurs(task, fence)) return E.left({ type: 'LeaseLost' });
            const after = afterPage(task, page, deps.clock.now(), deps.policy);
            return E.right({
              writes: [write(ref('task', sweepKey(task.organization)), after)],
              events: [],
              result: undefined,
            });
          },
        }),
      ),
    );
  };

/** Few of them need it, and those are found without a question. */
const attentionPageMax = 200;
const isOurs = (task: Task | undefined, fence: number): task is Sweep =>
  task?.type === 'Sweep' && task.fence === fence && task.leaseUntil !== undefined;

/** A few at once. Whether WeChat answered, be it with a refusal; the first ones without an answer end it. */
const refreshAll = (deps: RefreshDependencies, members: readonly FaceUser[]) => async (): Promise<boolean> => {
  for (let from = 0; from < members.length; from += deps.policy.sweepAtOnceMax) {
    const some = members.slice(from, from + deps.policy.sweepAtOnceMax);
    const told = await Promise.all(some.map((member) => refreshMember(deps)(member)()));
    if (told.some((one) => E.isLeft(one) && withoutAnswer.has(one.left.type))) return false;
  }
  return true;
};
const withoutAnswer: ReadonlySet<string> = new Set([
  'WechatUnknown',
  'WechatUnavailable',
  'StoreBusy',
  'StoreUnavailable',
]);
