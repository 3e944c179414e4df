import { createMemoryStorage } from '@facepay/memory';
import { Instant, type OrganizationId, ref, type Work, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, test } from 'vitest';
import { answerLater } from './answer-later.ts';
import { type Once, onlyOnce } from './answer-once.ts';

const school = 'O100' as OrganizationId;
const counter = ref('cursor', 'counter');
const raise: Work<{ counter: typeof counter }, never, number> = {
  organization: school,
  read: { counter },
  decide: ({ counter: found }) => {
    const position = (found?.position ?? 0) + 1;
    return E.right({ writes: [write(counter, { position })], events: [], result: position });
  },
};
const asked = (request = 'same'): Once<string> => ({ key: 'a', request, answer: (result) => result });

describe.each([{ decideTwice: false }, { decideTwice: true }])(
  'INV-97 a request that is answered later, %o',
  (faults) => {
    const open = () => {
      const { storage, reads } = createMemoryStorage({ faults });
      const clock = { now: () => Instant.of(7) };
      return {
        /** `goOn` comes after the intent is stored. */
        ask: (goOn: () => Promise<E.Either<{ readonly type: 'Gone' }, string>>, request?: string) =>
          answerLater({ storage, clock })(
            school,
            asked(request),
            (once) =>
              pipe(
                storage.transact(onlyOnce(raise, once, clock.now())),
                TE.flatMap(() => goOn),
              ),
            TE.right('seen meanwhile'),
          )(),
        position: async () => reads.find(school, counter)(),
      };
    };

    test('the first answer is kept and given again', async () => {
      const { ask, position } = open();
      expect(await ask(async () => E.right('done'))).toEqual(E.right('done'));
      const repeat = await ask(async () => E.right('done anew'));
      expect(repeat).toEqual(E.left({ type: 'AnsweredBefore', body: 'done' }));
      expect(await ask(async () => E.right('x'), 'other')).toEqual(E.left({ type: 'KeyUsedOtherwise' }));
      expect(await position()).toEqual(E.right({ position: 1 }));
    });

    test('a repeat that comes in between is told what there is, and the first is told the same', async () => {
      const { ask, position } = open();
      const held = Promise.withResolvers<E.Either<never, string>>();
      const first = ask(() => held.promise);
      await new Promise((resolve) => setImmediate(resolve));
      expect(await ask(async () => E.right('never'))).toEqual(E.right('seen meanwhile'));
      held.resolve(E.right('done'));
      expect(await first).toEqual(E.left({ type: 'AnsweredBefore', body: 'seen meanwhile' }));
      expect(await position()).toEqual(E.right({ position: 1 }));
    });

    test('what failed after it was stored is not carried out again: the repeat is told what there is', async () => {
      const { ask, position } = open();
      expect(await ask(async () => E.left({ type: 'Gone' }))).toEqual(E.left({ type: 'Gone' }));
      expect(await ask(async () => E.right('never'))).toEqual(E.right('seen meanwhile'));
      expect(await position()).toEqual(E.right({ position: 1 }));
    });
  },
);
