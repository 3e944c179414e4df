import {
  afterNews,
  type Clock,
  type NumberedEvent,
  type PersonNotice,
  personNoticeKey,
  personNewsOf,
  platform,
  type QuietHoursPolicy,
  ref,
  type Storage,
  type StoreFailure,
  type Task,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** What people are to be told of these events, stored as tasks: once for each order and kind, however often it is relayed (INV-15). */
export const queuePersonNotices =
  (deps: { readonly storage: Storage; readonly clock: Clock; readonly policy: QuietHoursPolicy }) =>
  (events: readonly NumberedEvent[]): TE.TaskEither<StoreFailure, void> => {
    const news = events.flatMap((event) => {
      const one = personNewsOf(event);
      return one === undefined ? [] : [{ event, news: one, at: refOf(event, one.kind) }];
    });
    if (news.length === 0) return TE.right(undefined);
    return deps.storage.transact({
      organization: platform,
      read: Object.fromEntries(news.map(({ at }) => [at.key, at])),
      decide: (found: Readonly<Record<string, Task | undefined>>) => {
        const now = deps.clock.now();
        const after = new Map<string, PersonNotice | undefined>();
        for (const { event, news: one, at } of news) {
          const before = after.has(at.key) ? after.get(at.key) : noticeIn(found[at.key]);
          after.set(at.key, afterNews(before, one, event, now, deps.policy));
        }
        return E.right({
          writes: [...after].flatMap(([key, notice]) =>
            notice === undefined || notice === found[key] ? [] : [write(ref('task', key), notice)],
          ),
          events: [],
          result: undefined,
        });
      },
    });
  };

const refOf = ({ organization, subject }: NumberedEvent, kind: PersonNotice['kind']) =>
  ref('task', personNoticeKey({ organization, subject: { kind: subjectKind(subject.kind), id: subject.id }, kind }));
const subjectKind = (kind: NumberedEvent['subject']['kind']): PersonNotice['subject']['kind'] =>
  kind === 'deduction' ? 'deduction' : 'member';
const noticeIn = (task: Task | undefined): PersonNotice | undefined =>
  task?.type === 'PersonNotice' ? task : undefined;
