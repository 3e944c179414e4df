import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { expect, it } from 'vitest';
import { maybe, resource } from './resource.ts';

const parts = { id: t.string, total: t.number };
const more = { note: maybe(t.string), payer: maybe(resource('Payer', {}, { openid: maybe(t.string) })) };
const ours = resource('Ours', parts, more);
/** The same, as io-ts alone would read it. */
const plain = t.exact(t.intersection([t.type(parts), t.partial(more)]));

const leaf = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, undefined, []));
const payer = fc.oneof(leaf, fc.record({ openid: leaf, unknown: leaf }, { requiredKeys: [] }));
const input = fc.oneof(
  fc.anything(),
  fc.record({ id: leaf, total: leaf, note: leaf, payer, unknown: leaf, constructor: leaf }, { requiredKeys: [] }),
  fc.record({ id: fc.string(), total: fc.integer(), note: leaf, payer, unknown: leaf }),
);

it('BAD-34: reads what io-ts reads, and refuses what io-ts refuses', () => {
  fc.assert(
    fc.property(input, (value) => {
      const readBy = (codec: t.Decoder<unknown, unknown>) => E.getOrElse((): unknown => 'refused')(codec.decode(value));
      expect(readBy(ours)).toEqual(readBy(plain));
    }),
    { numRuns: 2000 },
  );
});
it('drops members that nobody asked for, at every depth', () => {
  const value = { id: 'a', total: 1, payer: { openid: 'o', later: 1 }, later: {} };
  expect(ours.decode(value)).toEqual(E.right({ id: 'a', total: 1, payer: { openid: 'o' } }));
});
it('says where it does not fit', () => {
  const wrong = ours.decode({ id: 'a', total: 1, payer: { openid: 7 } });
  const keys = E.isLeft(wrong) ? wrong.left.map(({ context }) => context.map(({ key }) => key)) : [];
  expect(keys.flat()).toContain('openid');
});
