import type { PayscoreReading } from '@facepay/domain';
import { decodeBody, PayscoreOrderBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownBody } from '../test/payscore-orders.ts';
import { toPayscoreReading } from './payscore-reading.ts';

const amount = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(undefined, 0, 3900) },
  fc.constantFrom(null, 1, 3800, -1, 0.5, '3900', 2 ** 53),
);
const collection = fc.record(
  {
    state: fc.oneof(
      { weight: 4, arbitrary: fc.constant('USER_PAID') },
      fc.constantFrom('USER_PAYING', 'user_paid', '', 'CLOSED', null),
    ),
    total_amount: amount,
    paying_amount: amount,
    paid_amount: amount,
    details: fc.constantFrom(undefined, null, [], [{ amount: 3900, paid_type: 'NEWTON', transaction_id: '4200' }], {}),
  },
  { requiredKeys: [] },
);
const anyBody = fc
  .record(
    {
      state: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom('DOING', 'DONE') },
        fc.constantFrom('CREATED', 'REVOKED', 'EXPIRED', 'PAID', '', null),
      ),
      state_description: fc.constantFrom('', 'USER_CONFIRM', 'MCH_COMPLETE', 'USER_PAID', null),
      total_amount: amount,
      need_collection: fc.constantFrom(true, false, null),
      collection: fc.oneof({ weight: 4, arbitrary: collection }, fc.constantFrom(null, 'USER_PAID', [])),
      trade_state: fc.constant('SUCCESS'),
    },
    { requiredKeys: [] },
  )
  .map((change) => ({ ...shownBody('direct'), ...change }));
type Body = { readonly collection?: unknown };
type Read = (text: string) => E.Either<unknown, PayscoreReading>;

const readOrder: Read = (text) => pipe(decodeBody(PayscoreOrderBody)(text), E.flatMap(toPayscoreReading));

/** Written without our codecs: what a body must say before anybody may call it paid. */
const saysPaid = ({ collection: told }: Body): boolean => {
  if (typeof told !== 'object' || told === null || !('state' in told) || told.state !== 'USER_PAID') return false;
  const { total_amount: total, paying_amount: paying, paid_amount: paid } = told as Readonly<Record<string, unknown>>;
  const isOpen = paying !== undefined && paying !== null && paying !== 0;
  const whole = total ?? paid;
  return !isOpen && Number.isSafeInteger(whole) && Number(whole) >= 0 && (paid ?? whole) === whole;
};
/** Counts the bodies that read as paid, and those of them that do not say so. */
const judge = (read: Read): { readonly paid: number; readonly forged: number } => {
  const paid = fc.sample(anyBody, { numRuns: 4000, seed: 78 }).filter((body) => {
    const said = read(JSON.stringify(body));
    return E.isRight(said) && said.right.collection?.state === 'user-paid';
  });
  return { paid: paid.length, forged: paid.filter((body) => !saysPaid(body)).length };
};

const byState: Read = (text) =>
  pipe(
    readOrder(text),
    E.map((said) =>
      said.state === 'done' && said.collection !== undefined
        ? { ...said, collection: { ...said.collection, state: 'user-paid' } }
        : said,
    ),
  );
const withoutSums: Read = (text) => {
  const body = JSON.parse(text);
  return body.collection?.state === 'USER_PAID'
    ? readOrder(JSON.stringify({ ...body, collection: { state: 'USER_PAID', total_amount: 3900 } }))
    : readOrder(text);
};

it('INV-78 no body reads as paid but one whose collection says so and adds up', () => {
  const { paid, forged } = judge(readOrder);
  expect(paid).toBeGreaterThan(50);
  expect(forged).toBe(0);
});

it('and a reader that judges by the state, or does not add up, is found out', () => {
  for (const planted of [byState, withoutSums]) expect(judge(planted).forged).toBeGreaterThan(0);
});
