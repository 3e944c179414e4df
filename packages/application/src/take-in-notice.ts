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
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

export type TakenIn = 'stored' | 'repeat' | 'quarantined';

/** T4: verified, then durable, and only then answered 2xx (INV-45, INV-49). Its effect comes later, once (INV-50). */
export const takeInNotice =
  (deps: { readonly storage: Storage; readonly notices: NoticeReader; readonly clock: Clock }) =>
  (request: NoticeRequest): TE.TaskEither<NoticeRefusal | StoreFailure, TakenIn> => {
    const now = deps.clock.now();
    return pipe(
      (): Promise<E.Either<NoticeRefusal, ReadNotice>> => deps.notices.read(request, now),
      TE.flatMap((read) => {
        const at = ref('notice', read.id);
        const other = ref('notice', `${read.id.slice(0, 40)}~${read.contentHash.slice(0, 16)}`);
        return deps.storage.transact({
          organization: platform,
          read: { same: at, other },
          decide: ({ same, other: stored }): E.Either<never, Change<TakenIn>> => {
            if (stored !== undefined) return E.right(nothing('quarantined'));
            if (same !== undefined && same.contentHash === read.contentHash) return E.right(nothing('repeat'));
            if (same !== undefined) {
              const id = other.key as NoticeId; // BAD-19: one id, two contents
              const second = quarantined({ ...received(read, now), id }, 'same-id-other-content');
              return E.right({
                writes: [write(other, second)],
                events: [quarantineEvent(second, now)],
                result: 'quarantined',
              });
            }
            if (read.quarantine === undefined)
              return E.right({ writes: [write(at, received(read, now))], events: [], result: 'stored' });
            const apart = quarantined(received(read, now), read.quarantine);
            return E.right({
              writes: [write(at, apart)],
              events: [quarantineEvent(apart, now)],
              result: 'quarantined',
            });
          },
        });
      }),
    );
  };

const nothing = (result: TakenIn): Change<TakenIn> => ({ writes: [], events: [], result });

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
