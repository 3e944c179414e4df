import type { DenyListDelta } from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { CallProblem } from './http-calls.ts';
import type { ServerCalls } from './server-calls.ts';
import type { DenyList, VoucherJournal } from './voucher-journal.ts';

/** Who may not pay at this counter, as the server last said and the disk remembers (INV-42). */
export interface DenyBook {
  readonly isDenied: (outUserId: string) => boolean;
  readonly version: () => number | undefined;
  /** Asks for everything since the version kept here. */
  readonly refresh: () => Promise<E.Either<CallProblem | { readonly type: 'JournalFailed' }, void>>;
}

export const createDenyBook = (journal: VoucherJournal, calls: Pick<ServerCalls, 'fetchDenyList'>): DenyBook => {
  let list: DenyList = journal.denyList();
  let refreshing: ReturnType<DenyBook['refresh']> | undefined;
  const keep = (delta: Gathered): E.Either<{ readonly type: 'JournalFailed' }, void> => {
    try {
      journal.keepDenyList(delta);
      list = journal.denyList();
    } catch {
      return E.left({ type: 'JournalFailed' });
    }
    return E.right(undefined);
  };
  const refresh = async (): ReturnType<DenyBook['refresh']> => {
    const { gathered, problem } = await gather(calls, list.version);
    const kept = gathered === undefined ? E.right(undefined) : keep(gathered);
    return problem === undefined ? kept : E.left(problem);
  };
  return {
    isDenied: (outUserId) => list.outUserIds.has(outUserId),
    version: () => list.version,
    refresh: () => {
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
};

type Gathered = Omit<DenyListDelta, 'more'>;

/**
 * Page after page. What came before a page that failed is worth keeping, unless it would replace the list: half of a new list
 * must not take the place of a whole old one.
 */
const gather = async (
  calls: Pick<ServerCalls, 'fetchDenyList'>,
  since: number | undefined,
): Promise<{ readonly gathered?: Gathered; readonly problem?: CallProblem }> => {
  let gathered: Gathered | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await calls.fetchDenyList(gathered?.version ?? since);
    if (E.isLeft(answer)) return { problem: answer.left, ...(gathered?.complete === false ? { gathered } : {}) };
    const { more, ...delta } = answer.right;
    gathered =
      gathered === undefined || delta.complete
        ? delta
        : { ...delta, complete: gathered.complete, changes: [...gathered.changes, ...delta.changes] };
    if (!more) return { gathered };
  }
  return { problem: { type: 'AnswerUnreadable', reason: 'a deny list without end' } };
};

/** 200,000 pupils: more than a terminal's library holds. */
const pagesMax = 200;
