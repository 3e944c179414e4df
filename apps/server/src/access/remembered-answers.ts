import { type VerifiedTerminal, windowSeconds } from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import type { Refusal } from '../problem/refusal.ts';
import type { Result } from '../routes/route.ts';
import type { ServerDependencies } from '../server-dependencies.ts';

type Answered = E.Either<Refusal, Result>;

/**
 * The answers to terminals' requests of the last minutes: a byte-equal repeat gets the first one's (INV-60), also while
 * that is still at work, and a nonce serves no second request. This is one process's memory, and bounded: past it a repeat is done anew, and what
 * it does is the same, for everything a terminal asks for is idempotent.
 */
export interface RememberedAnswers {
  readonly once: (request: SignedRequest, answer: () => Promise<Answered>) => Promise<Answered>;
}

/** The memory of one server. */
export const rememberedAnswersOf = (server: ServerDependencies): RememberedAnswers => {
  const known = memories.get(server) ?? createRememberedAnswers();
  memories.set(server, known);
  return known;
};
const memories = new WeakMap<ServerDependencies, RememberedAnswers>();

export interface SignedRequest {
  readonly terminal: VerifiedTerminal;
  /** Text of the signature: it covers the whole request. */
  readonly signature: string;
  readonly nowSeconds: number;
}

interface Remembered {
  readonly signature: string;
  readonly createdAtSeconds: number;
  readonly answer: Promise<Answered>;
  weight: number;
}

/** `weightMax`: how many vouchers' worth of answers is kept. */
export const createRememberedAnswers = (weightMax = 20_000): RememberedAnswers => {
  const byNonce = new Map<string, Remembered>();
  let weight = 0;
  const forget = (key: string, entry: Remembered): void => {
    if (byNonce.get(key) !== entry) return;
    byNonce.delete(key);
    weight -= entry.weight;
  };
  /** Oldest first: whatever no window lets in any more, and then as much as is too much. */
  const makeRoom = (nowSeconds: number): void => {
    for (const [key, entry] of byNonce) {
      if (weight <= weightMax && entry.createdAtSeconds + windowSeconds >= nowSeconds) return;
      forget(key, entry);
    }
  };
  return {
    once: async ({ terminal, signature, nowSeconds }, answer) => {
      const key = `${terminal.deviceId}\n${terminal.nonce}`;
      const before = byNonce.get(key);
      if (before?.signature === signature) return before.answer;
      if (before !== undefined && before.createdAtSeconds + windowSeconds >= nowSeconds)
        return E.left({ type: 'SignatureMalformed', reason: 'the nonce of an earlier request' });
      if (before !== undefined) forget(key, before);
      const entry: Remembered = { signature, createdAtSeconds: terminal.createdAtSeconds, answer: answer(), weight: 1 };
      byNonce.set(key, entry);
      weight += entry.weight;
      makeRoom(nowSeconds);
      const given = await entry.answer.catch((cause: unknown) => {
        forget(key, entry);
        throw cause;
      });
      // What was refused may be asked again: a store that was down is up a moment later.
      if (E.isLeft(given)) forget(key, entry);
      else if (byNonce.get(key) === entry) {
        const more = itemsIn(given.right);
        entry.weight += more;
        weight += more;
        makeRoom(nowSeconds);
      }
      return given;
    },
  };
};

const itemsIn = (result: Result): number => {
  if (result.type !== 'Json' || typeof result.body !== 'object' || result.body === null) return 0;
  return Object.values(result.body).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
};
