import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { ok } from '../routes/route.ts';
import { createRememberedAnswers } from './remembered-answers.ts';

const request = (nonce: string, nowSeconds = 1000, signature = nonce, deviceId = 'd1') => ({
  terminal: { deviceId, nonce, createdAtSeconds: 1000 },
  signature,
  nowSeconds,
});

/** Asks a memory and says how often the work was done. */
const counting = (weightMax?: number) => {
  const memory = createRememberedAnswers(weightMax);
  let done = 0;
  return {
    done: () => done,
    ask: (signed: ReturnType<typeof request>, entries = 0) =>
      memory.once(signed, async () => {
        done += 1;
        return E.right(ok({ results: Array.from({ length: entries }, () => done) }));
      }),
    memory,
  };
};

test('INV-60: equal nonces of two devices are two requests', async () => {
  const { ask, done } = counting();
  await ask(request('n', 1000, 'one', 'd1'));
  await ask(request('n', 1000, 'two', 'd2'));
  expect(done()).toBe(2);
});

test('a refusal is not remembered, nor is a failure', async () => {
  const { memory, ask, done } = counting();
  expect(await memory.once(request('n'), async () => E.left({ type: 'NotFound' }))).toEqual(
    E.left({ type: 'NotFound' }),
  );
  await expect(memory.once(request('n'), () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  await ask(request('n'));
  expect(done()).toBe(1);
});

test('what no window lets in any more is forgotten with the next request', async () => {
  const { ask, done } = counting();
  await ask(request('old'));
  expect(await ask(request('old', 1299, 'other'))).toMatchObject({ left: { type: 'SignatureMalformed' } });
  expect(E.isRight(await ask(request('old', 1300, 'other')))).toBe(true);
  expect(done()).toBe(2);
});

test('INV-69: more than its share is forgotten, oldest first', async () => {
  const { ask, done } = counting(1000);
  for (let index = 0; index < 10; index += 1) await ask(request(`n${index}`), 200);
  expect(done()).toBe(10);
  await ask(request('n9'));
  await ask(request('n7'));
  expect(done()).toBe(10);
  await ask(request('n0'), 0);
  expect(done()).toBe(11);
});
