import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { JsonSchema, Shape, ShapeOf } from './shape.ts';

type Members = Readonly<Record<string, Shape<unknown>>>;
type RequiredOf<R> = { readonly [K in keyof R]: ShapeOf<R[K]> };
export type ObjectOf<R, O> = RequiredOf<R> & { readonly [K in keyof O]?: ShapeOf<O[K]> };

/** An object with these members and no other: one we do not know, `__proto__` included, is refused (BAD-77). */
export function object<R extends Members>(required: R): Shape<RequiredOf<R>>;
export function object<R extends Members, O extends Members>(required: R, optional: O): Shape<ObjectOf<R, O>>;
export function object<R extends Members, O extends Members>(required: R, optional?: O): Shape<ObjectOf<R, O>> {
  const known = new Map<string, Shape<unknown>>([...Object.entries(required), ...Object.entries(optional ?? {})]);
  const needed = Object.keys(required);
  const validate: t.Validate<unknown, ObjectOf<R, O>> = (input, context) => {
    if (!isPlain(input)) return t.failure(input, context, 'an object');
    const faults: t.ValidationError[] = [];
    const found: [string, unknown][] = [];
    for (const name of needed)
      if (!Object.hasOwn(input, name)) faults.push(fault(undefined, context, name, 'is required'));
    for (const [name, value] of Object.entries(input)) {
      const member = known.get(name);
      if (member === undefined) faults.push(fault(value, context, nameShown(name), 'is no member of this object'));
      else {
        const decoded = member.codec.validate(value, t.appendContext(context, name, member.codec));
        if (E.isLeft(decoded)) faults.push(...decoded.left);
        else found.push([name, decoded.right]);
      }
    }
    // Made of checked members only, which is what the type says.
    return faults.length > 0 ? t.failures(faults) : t.success(Object.fromEntries(found) as ObjectOf<R, O>);
  };
  return { codec: decoderOf('object', validate), schema: schemaOf(known, needed) };
}

/** What a codec needs to be one, from its rule alone. */
export const decoderOf = <A>(name: string, validate: t.Validate<unknown, A>): t.Decoder<unknown, A> => ({
  name,
  validate,
  decode: (input) => validate(input, [{ key: '', type: t.unknown }]),
});

const isPlain = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const fault = (value: unknown, context: t.Context, name: string, message: string): t.ValidationError => ({
  value,
  context: t.appendContext(context, name, t.unknown),
  message,
});

/** Names come back in error answers where they can only be words: a number or a name may be a person's (INV-88). */
const nameShown = (name: string): string => (/^[A-Za-z_]{1,32}$/u.test(name) ? name : 'unknown');

const schemaOf = (known: ReadonlyMap<string, Shape<unknown>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries([...known].map(([name, { schema }]) => [name, schema])),
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});
