import type { Sale, ServeOutcome } from './serve-pupil.ts';
import type { Terminal } from './terminal.ts';

/** A person at the counter, seen by the camera again and again. */
export interface Person {
  readonly faceSeed: number;
  readonly amountFen: number;
  /** What the person types when asked. */
  readonly phoneTail?: string;
  /** First of the pictures taken; the next ones follow it. */
  readonly captureSeed: number;
}

/**
 * Serves as a pupil experiences it: the camera goes on looking until it knows somebody, and one blurred picture makes nobody a
 * stranger. With a threshold of .60 one picture in twenty-five misses; `triesMax` pictures of a stranger all do.
 */
export const serveWithTries = (terminal: Pick<Terminal, 'serve'>, person: Person, triesMax = 5): ServeOutcome => {
  const { faceSeed, amountFen, phoneTail, captureSeed } = person;
  const serve = (picture: number, more: Partial<Sale> = {}): ServeOutcome =>
    terminal.serve({ frame: { type: 'face', faceSeed, captureSeed: captureSeed + picture }, amountFen, ...more });
  let outcome = serve(0);
  let picture = 0;
  while ((outcome.type === 'stranger' || outcome.type === 'try-again') && picture + 1 < triesMax) {
    picture += 1;
    outcome = serve(picture);
  }
  return outcome.type === 'ask-tail' && phoneTail !== undefined ? serve(picture, { phoneTail }) : outcome;
};
