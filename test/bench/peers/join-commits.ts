import type Database from 'better-sqlite3';

/** Runs `work` in the group's transaction; `done` is told after the commit, with what undid the whole group if anything did. */
export type JoinCommit = (work: () => void, done: (failure?: unknown) => void) => void;

/**
 * The cheapest durable write there is: one transaction for all that comes in while turns of the loop bring more. A work
 * that throws undoes its whole group, which is simpler than a real store can be.
 */
export const createJoinCommit = (database: Database.Database): JoinCommit => {
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  const rollback = database.prepare('rollback');
  let waiting: { readonly work: () => void; readonly done: (failure?: unknown) => void }[] = [];

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    let failure: unknown;
    begin.run();
    try {
      for (const { work } of group) work();
      commit.run();
    } catch (cause) {
      failure = cause;
      rollback.run();
    }
    for (const { done } of group) done(failure);
  };
  const gather = (before: number, turnsLeft: number): void => {
    setImmediate(() => {
      if (waiting.length > before && turnsLeft > 0) gather(waiting.length, turnsLeft - 1);
      else flush();
    });
  };
  return (work, done) => {
    waiting.push({ work, done });
    if (waiting.length === 1) gather(0, turnsMax);
  };
};
const turnsMax = 8;
