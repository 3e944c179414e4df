import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeBody } from './decode.ts';
import { PayscoreCompleteRequest } from './payscore-complete.ts';
import { PayscoreCreateRequest } from './payscore-create.ts';
import { PayscoreOrderBody } from './payscore-order.ts';
import { readPayscoreComplete, readPayscoreCreate } from './payscore-rules.ts';
import { PayscoreSyncRequest } from './payscore-sync.ts';

/** The samples of the merchants' guide (the second seed), as they stand there. */
const sample = (name: string): string => readFileSync(join(import.meta.dirname, 'seed-samples', `${name}.txt`), 'utf8');
const create = sample('create-request');
const complete = sample('complete-request');
const sync = sample('sync-request');

const withoutComma = create.replace(/,(?=\s*\}\s*$)/u, '');
const noConfirm = withoutComma.replace('"need_user_confirm": true', '"need_user_confirm": false');
const confirm = withoutComma.replace(/ {2}"openid": .*\n/u, '');
const summedUp = complete.replace(/"amount": 4000(?=\s*\}\s*\],\s*"total_amount")/u, '"amount": 100');

/** The text without what is white between its tokens, found without a parser of JSON. */
const compact = (text: string): string => text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gu, '$1');
const writtenAgain = <A>(codec: t.Type<A, object>, text: string): string => {
  const read = decodeBody(codec)(text);
  return E.isRight(read) ? JSON.stringify(codec.encode(read.right)) : JSON.stringify(read.left);
};

describe("the seed's request samples, once corrected, come back byte for byte in field order", () => {
  it.each([
    ['create, no confirmation and openid', PayscoreCreateRequest, noConfirm],
    ['create, confirmation and no openid', PayscoreCreateRequest, confirm],
    ['complete, 4000 less 100 is 3900', PayscoreCompleteRequest, summedUp],
    ['sync, which was right', PayscoreSyncRequest, sync],
  ] as readonly (readonly [string, t.Type<unknown, object>, string])[])('%s', (_, codec, text) => {
    expect(writtenAgain(codec, text)).toBe(compact(text));
  });

  it('and are accepted by the rules, too', () => {
    expect(E.isRight(readPayscoreCreate(noConfirm))).toBe(true);
    expect(E.isRight(readPayscoreCreate(confirm))).toBe(true);
    expect(E.isRight(readPayscoreComplete(summedUp))).toBe(true);
  });

  it('in the documented order also where they are given in another', () => {
    const backwards = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(noConfirm)).toReversed()));
    expect(writtenAgain(PayscoreCreateRequest, backwards)).toBe(compact(noConfirm));
  });
});

describe("the seed's wrong samples are refused, and told what is wrong", () => {
  it('BAD-76 create as it stands: a trailing comma is no JSON', () => {
    expect(readPayscoreCreate(create)).toEqual(E.left({ type: 'JsonRefused', reason: 'SyntaxWrong' }));
  });

  it('INV-74 BAD-73 create without the comma: openid, though the user is to confirm', () => {
    const refused = { type: 'PayscoreRuleBroken', rule: 'openid-needs-no-confirm', member: 'openid' };
    expect(readPayscoreCreate(withoutComma)).toMatchObject(E.left(refused));
    const absent = withoutComma.replace(/,\s*"need_user_confirm": true/u, '');
    expect(readPayscoreCreate(absent)).toMatchObject(E.left(refused));
  });

  it('INV-74 BAD-73 no confirmation, and no openid', () => {
    const neither = confirm.replace('"need_user_confirm": true', '"need_user_confirm": false');
    expect(readPayscoreCreate(neither)).toMatchObject(
      E.left({ type: 'PayscoreRuleBroken', rule: 'no-confirm-needs-openid', member: 'openid' }),
    );
  });

  it('INV-71 BAD-66 complete as it stands: 4000 less 4000 is not 3900', () => {
    expect(readPayscoreComplete(complete)).toEqual(
      E.left({
        type: 'PayscoreRuleBroken',
        rule: 'total-is-the-sum',
        member: 'total_amount',
        detail: 'total_amount is 3900, post_payments less post_discounts are 0',
      }),
    );
  });

  it.each([3899, 3901])('INV-71 BAD-66 a total off by one fen: %d', (total) => {
    const off = summedUp.replace('"total_amount": 3900', `"total_amount": ${total}`);
    expect(readPayscoreComplete(off)).toMatchObject(E.left({ rule: 'total-is-the-sum' }));
  });

  it('INV-71 counts are not multiplied in, and an item without an amount counts as nothing', () => {
    const counted = summedUp.replace('"count": 1', '"count": 3');
    expect(E.isRight(readPayscoreComplete(counted))).toBe(true);
    const described = summedUp.replace('"post_payments": [', '"post_payments": [{ "name": "收费标准" },');
    expect(E.isRight(readPayscoreComplete(described))).toBe(true);
  });

  it('INV-71 discounts above payments never make a total', () => {
    const minus = summedUp.replace('"amount": 100', '"amount": 4001').replace('3900', '-1');
    expect(readPayscoreComplete(minus)).toEqual(E.left({ type: 'WireMismatch', paths: ['/total_amount'] }));
  });

  it('BAD-34 sums beyond whole numbers of a double equal no total', () => {
    const items = [
      { name: 'a', amount: Number.MAX_SAFE_INTEGER },
      { name: 'b', amount: Number.MAX_SAFE_INTEGER },
    ];
    const body = { appid: 'a', service_id: 's', post_payments: items, post_discounts: items, total_amount: 0 };
    expect(readPayscoreComplete(JSON.stringify(body))).toMatchObject(E.left({ rule: 'total-is-the-sum' }));
  });
});

it("reads the seed's answer of sync, which is no golden data: only its collection says that it is paid", () => {
  expect(decodeBody(PayscoreOrderBody)(sample('sync-answer'))).toMatchObject(
    E.right({ state: 'CREATED', collection: { state: 'USER_PAID', total_amount: 3900, paid_amount: 3900 } }),
  );
});
