import { fromRfc3339, type Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { refined } from '@facepay/codecs';
import { decoderOf } from './object.ts';
import type { JsonSchema, Shape } from './shape.ts';

/** A codec of the kernel's, with the words and bounds that document it. */
export const leaf = <A>(codec: t.Decoder<unknown, A>, schema: JsonSchema): Shape<A> => ({ codec, schema });

/** Text for people: bounded, without control characters, kept as it is (BAD-78). */
export const text = (lengthMax: number, description?: string): Shape<string> =>
  leaf(
    refined('text', (input) => {
      const rule = `1 to ${lengthMax} characters, no control characters`;
      if (typeof input !== 'string' || input.length === 0 || input.length > lengthMax * 2) return E.left(rule);
      return Array.from(input).length <= lengthMax && input.isWellFormed() && !control.test(input)
        ? E.right(input)
        : E.left(rule);
    }),
    { type: 'string', minLength: 1, maxLength: lengthMax, ...(description === undefined ? {} : { description }) },
  );
/** C0, C1, what no XML may hold, line and paragraph separators, and marks that turn the direction of what follows. */
const control = /[\p{Cc}\p{Noncharacter_Code_Point}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

export const oneOf = <const V extends readonly string[]>(...values: V): Shape<V[number]> =>
  leaf(
    refined('oneOf', (input): E.Either<string, V[number]> => {
      const found = values.find((value) => value === input);
      return found === undefined ? E.left(`one of ${values.join(', ')}`) : E.right(found);
    }),
    { type: 'string', enum: values },
  );

export const flag: Shape<boolean> = leaf(
  refined('boolean', (input) => (typeof input === 'boolean' ? E.right(input) : E.left('true or false'))),
  { type: 'boolean' },
);

export const wholeNumber = (min: number, max: number): Shape<number> =>
  leaf(
    refined('integer', (input) =>
      typeof input === 'number' && Number.isSafeInteger(input) && input >= min && input <= max
        ? E.right(input)
        : E.left(`a whole number from ${min} to ${max}`),
    ),
    { type: 'integer', minimum: min, maximum: max },
  );

/** A time with an offset, as RFC 3339 says. */
export const time: Shape<Instant> = leaf(
  decoderOf('time', (input, context) => {
    const at = typeof input === 'string' && input.length <= 40 ? fromRfc3339(input) : undefined;
    return at === undefined ? t.failure(input, context, 'an RFC 3339 time with an offset') : t.success(at);
  }),
  { type: 'string', format: 'date-time' },
);

/** A time as we write it. */
export const shownTime: Shape<string> = leaf(t.string, { type: 'string', format: 'date-time' });
export const shownText: Shape<string> = leaf(t.string, { type: 'string' });
export const shownNumber: Shape<number> = leaf(t.number, { type: 'integer' });
export const shownFen: Shape<number> = leaf(t.number, { type: 'integer', minimum: 0, description: 'fen' });

/** Anything at all: judged elsewhere, one by one. */
export const anything: Shape<unknown> = leaf(t.unknown, {});

export const list = <A>(item: Shape<A>, bounds: Pick<JsonSchema, 'minItems' | 'maxItems'> = {}): Shape<readonly A[]> =>
  leaf(
    decoderOf('array', (input, context): t.Validation<readonly A[]> => {
      if (!Array.isArray(input)) return t.failure(input, context, 'an array');
      const items: A[] = [];
      const faults: t.ValidationError[] = [];
      for (const [index, value] of input.entries()) {
        const decoded = item.codec.validate(value, t.appendContext(context, String(index), item.codec));
        if (E.isLeft(decoded)) faults.push(...decoded.left);
        else items.push(decoded.right);
      }
      return faults.length > 0 ? t.failures(faults) : t.success(items);
    }),
    { type: 'array', items: item.schema, ...bounds },
  );
