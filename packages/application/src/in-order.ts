import type { DomainEvent, Loaded, OrganizationId, Ref, Wanted, Work, Write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/**
 * Works of one organization as a single one: decided in their order, each seeing what those before it write. One that is
 * refused writes nothing and stops no other. Works given to a store one by one may run in any order, and those that write
 * the same record conflict.
 */
export const inOrder = <W extends Wanted, Refusal, A>(
  organization: OrganizationId,
  works: readonly Work<W, Refusal, A>[],
): Work<Wanted, never, readonly E.Either<Refusal, A>[]> => ({
  organization,
  read: Object.fromEntries(works.flatMap(({ read }) => Object.values(read).map((at) => [placeOf(at), at]))),
  decide: (found) => {
    const now = new Map<string, unknown>(Object.entries(found));
    const writes = new Map<string, Write>();
    const events: DomainEvent[] = [];
    const result = works.map((work) => {
      const seen = Object.entries(work.read).map(([name, at]) => [name, now.get(placeOf(at))]);
      return pipe(
        work.decide(Object.fromEntries(seen) as Loaded<W>),
        E.map((change) => {
          for (const one of change.writes) {
            writes.set(placeOf(one), one);
            now.set(placeOf(one), one.to);
          }
          events.push(...change.events);
          return change.result;
        }),
      );
    });
    return E.right({ writes: [...writes.values()], events, result });
  },
});

const placeOf = ({ kind, key }: Ref): string => `${kind}/${key}`;
