import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/**
 * Many who ask for the same at once are answered by one asking: whoever comes while it is under way waits for its end and gets
 * what it got. Nothing is remembered after that.
 */
export const shareFlights = <L, A>(): ((key: string, ask: TaskEither<L, A>) => TaskEither<L, A>) => {
  const underWay = new Map<string, ReturnType<TaskEither<L, A>>>();
  return (key, ask) => () => {
    const joined = underWay.get(key);
    if (joined !== undefined) return joined;
    const begun = ask().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
};
