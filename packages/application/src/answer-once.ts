import { type Instant, type KeptAnswer, type Ref, ref, type Wanted, type Work, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/** A request that its sender may repeat: the answer to the first one is kept, and given again (INV-97). */
export interface Once<A> {
  /** Names the sender, the route and the sender's key; a hash. */
  readonly key: string;
  /** What was asked for; a hash. */
  readonly request: string;
  /** What is answered; pure. */
  readonly answer: (result: A) => string;
}
/** This request was carried out before, and answered so: nothing was done now. */
export interface AnsweredBefore {
  readonly type: 'AnsweredBefore';
  readonly body: string;
}
/** The key belongs to another request. */
export interface KeyUsedOtherwise {
  readonly type: 'KeyUsedOtherwise';
}

/** What an earlier request under this key was answered; nothing where there was none. */
export const answeredBefore = (
  before: KeptAnswer | undefined,
  { request }: Pick<Once<unknown>, 'request'>,
): AnsweredBefore | KeyUsedOtherwise | undefined => {
  if (before === undefined) return undefined;
  return before.request === request ? { type: 'AnsweredBefore', body: before.body } : { type: 'KeyUsedOtherwise' };
};

/**
 * The same work, whose effect and answer are stored together; of many at once, one is carried out. A refusal stores
 * nothing, so a repeat of it is judged anew.
 */
export const onlyOnce = <W extends Wanted, Refusal, A>(
  { organization, read, decide }: Work<W, Refusal, A>,
  { key, request, answer }: Once<A>,
  now: Instant,
): Work<W & { readonly answerKept: Ref<'answer'> }, Refusal | AnsweredBefore | KeyUsedOtherwise, A> => {
  const at = ref('answer', key);
  return {
    organization,
    read: { ...read, answerKept: at },
    decide: (found) => {
      const before = answeredBefore(found.answerKept, { request });
      if (before !== undefined) return E.left(before);
      return pipe(
        decide(found),
        E.map((change) => {
          const kept = write(at, { request, body: answer(change.result), at: now });
          return { ...change, writes: [...change.writes, kept] };
        }),
      );
    },
  };
};
