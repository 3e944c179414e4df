import {
  type Change,
  type Clock,
  type Deduction,
  type DomainEvent,
  isSettled,
  type OutUserId,
  type PersonNotice,
  personNoticeKey,
  type QuietHoursPolicy,
  ref,
  type Storage,
  type StoreFailure,
  type Task,
  tellableAt,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';

/** A notice that is due becomes an event, and is done, in one transaction: told once, by the relay, like every other event. */
export const tellPerson =
  (deps: { readonly storage: Storage; readonly clock: Clock; readonly policy: QuietHoursPolicy }) =>
  (notice: PersonNotice, fence: number): TE.TaskEither<LeaseLost | StoreFailure, void> => {
    const at = ref('task', personNoticeKey(notice));
    return deps.storage.transact({
      organization: notice.organization,
      read: { task: at, deduction: ref('deduction', notice.subject.id) },
      decide: ({ task, deduction }): E.Either<LeaseLost, Change<void>> => {
        if (!isOurs(task, fence)) return E.left({ type: 'LeaseLost' });
        const { dueAt: _, leaseUntil: __, ...rest } = task;
        const now = deps.clock.now();
        const soonest = tellableAt(now, deps.policy);
        if (soonest > now)
          return E.right({ writes: [write(at, { ...rest, dueAt: soonest })], events: [], result: undefined });
        return E.right({
          writes: [write(at, { ...rest, toldAt: now })],
          events: isStillSo(task, deduction) ? [eventOf(task, deduction, now)] : [],
          result: undefined,
        });
      },
    });
  };

const isOurs = (task: Task | undefined, fence: number): task is PersonNotice =>
  task?.type === 'PersonNotice' && task.fence === fence && task.leaseUntil !== undefined;

/** Kept back over the night, and paid by now: nobody is told in the morning that it takes longer. */
const isStillSo = ({ kind }: PersonNotice, deduction: Deduction | undefined): boolean =>
  (kind !== 'deduction-delayed' && kind !== 'limit-reached') ||
  (deduction !== undefined && !isSettled(deduction.status));

const eventOf = (notice: PersonNotice, deduction: Deduction | undefined, at: DomainEvent['at']): DomainEvent => ({
  key: `${personNoticeKey(notice)}/${notice.occurrence}`,
  organization: notice.organization,
  subject: notice.subject,
  at,
  body: {
    type: 'PersonNotified',
    notice: notice.kind,
    outUserId: deduction?.outUserId ?? (notice.subject.id as OutUserId),
    ...(deduction === undefined ? {} : { amount: deduction.amount }),
  },
});
