import type { Decider } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

/** The state after the commands, oldest first; refused ones change nothing. The first must be one that begins. */
export const reached = <Command, State, Event, Rejection>(
  decider: Decider<Command, State | undefined, Event, Rejection>,
  commands: readonly Command[],
): State => {
  let state = decider.initial;
  for (const command of commands) {
    const decided = decider.decide(command, state);
    if (E.isRight(decided)) state = decided.right.reduce<State | undefined>(decider.evolve, state);
  }
  if (state === undefined) throw new Error('the first command made nothing');
  return state;
};
