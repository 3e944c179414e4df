import type { Loaded, Storage, Wanted, Work } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Shelves } from './shelves.ts';

/** One step from reading to writing: nobody can come between, and nothing fails half-way. */
export const createMemoryTransact =
  (shelves: Shelves, decideTwice: boolean): Storage['transact'] =>
  <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>): TaskEither<Refusal, A> =>
  async () => {
    const found = Object.fromEntries(
      Object.entries(work.read).map(([name, at]) => [name, shelves.get(work.organization, at)]),
    ) as Loaded<W>;
    if (decideTwice) work.decide(found);
    const decided = work.decide(found);
    if (E.isLeft(decided)) return decided;
    for (const { to, ...at } of decided.right.writes) shelves.put(work.organization, at, to);
    for (const event of decided.right.events) shelves.record(event);
    return E.right(decided.right.result);
  };
