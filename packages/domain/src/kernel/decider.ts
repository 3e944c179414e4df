import * as E from 'fp-ts/lib/Either.js';

/** A rule as two pure functions: what a command may do now, and what its events make of the state. */
export interface Decider<Command, State, Event, Rejection> {
  readonly initial: State;
  readonly decide: (command: Command, state: State) => E.Either<Rejection, readonly Event[]>;
  readonly evolve: (state: State, event: Event) => State;
}
export const accept = <Event>(...events: readonly Event[]): E.Either<never, readonly Event[]> => E.right(events);
export const reject = <Rejection>(rejection: Rejection): E.Either<Rejection, never> => E.left(rejection);
