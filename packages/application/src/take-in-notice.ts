import {
  type Change,
  type Clock,
  type DomainEvent,
  type Notice,
  type NoticeId,
  type NoticeReader,
  type NoticeRefusal,
  type NoticeRequest,
  platform,
  type QuarantineReason,
  type ReadNotice,
  ref,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export type TakenIn = 'stored' | 'repeat' | 'quarantined';

interface TakeInDeps {
  readonly storage: Storage;
  readonly notices: NoticeReader;
  readonly clock: Clock;
}

/** T4: verified, then durable, and only then answered 2xx (INV-45, INV-49). Its effect comes later, once (INV-50). */
export const takeInNotice =
  (deps: TakeInDeps) =>
  (request: NoticeRequest): TE.TaskEither<NoticeRefusal | StoreFailure, TakenIn> =>
  async () => {
    const now = deps.clock.now();
    const read = await deps.notices.read(request, now);
    if (E.isLeft(read)) return read;
    const taken = await store(deps, read.right, now)();
    if (E.isLeft(taken)) return taken;
    return taken.right === 'other-content' ? setApart(deps, read.right, now)() : E.right(taken.right);
  };

const store = (
  { storage }: TakeInDeps,
  read: ReadNotice,
  now: Notice['receivedAt'],
): TE.TaskEither<StoreFailure, TakenIn | 'other-content'> => {
  const at = ref('notice', read.id);
  return storage.transact({
    organization: platform,
    read: { same: at },
    decide: ({ same }): E.Either<never, Change<TakenIn | 'other-content'>> => {
      if (same !== undefined)
        return E.right(nothing(same.contentHash === read.contentHash ? 'repeat' : 'other-content'));
      if (read.quarantine === undefined)
        return E.right({ writes: [write(at, received(read, now))], events: [], result: 'stored' });
      const apart = quarantined(received(read, now), read.quarantine);
      return E.right({ writes: [write(at, apart)], events: [quarantineEvent(apart, now)], result: 'quarantined' });
    },
  });
};

/** BAD-19: one id, two contents. So rare that only now it is looked up whether this content was set apart before. */
const setApart = (
  { storage }: TakeInDeps,
  read: ReadNotice,
  now: Notice['receivedAt'],
): TE.TaskEither<StoreFailure, TakenIn> => {
  const at = ref('notice', `${read.id.slice(0, 40)}~${read.contentHash.slice(0, 16)}`);
  return storage.transact({
    organization: platform,
    read: { stored: at },
    decide: ({ stored }): E.Either<never, Change<TakenIn>> => {
      if (stored !== undefined) return E.right(nothing('quarantined'));
      const second = quarantined({ ...received(read, now), id: at.key as NoticeId }, 'same-id-other-content');
      return E.right({ writes: [write(at, second)], events: [quarantineEvent(second, now)], result: 'quarantined' });
    },
  });
};

const nothing = <A>(result: A): Change<A> => ({ writes: [], events: [], result });

const received = (read: ReadNotice, now: Notice['receivedAt']): Notice => {
  const { id, eventType, subject, contentHash, raw } = read;
  const ignored = subject.type === 'Other'; // BAD-21: stored, answered, left alone
  return {
    id,
    eventType,
    subject,
    contentHash,
    raw,
    receivedAt: now,
    tries: 0,
    fence: 0,
    status: ignored ? 'ignored' : 'received',
    ...(ignored ? {} : { dueAt: now }),
  };
};

export const quarantined = (notice: Notice, reason: QuarantineReason): Notice => {
  const { dueAt: _, leaseUntil: __, ...rest } = notice;
  return { ...rest, status: 'quarantined', reason };
};

export const quarantineEvent = (notice: Notice, at: DomainEvent['at']): DomainEvent => ({
  key: `notice/${notice.id}/quarantined`,
  organization: notice.subject.type === 'UserState' ? notice.subject.organization : platform,
  subject: { kind: 'notice', id: notice.id },
  at,
  body: { type: 'NoticeQuarantined', reason: notice.reason ?? 'unreadable' },
});
