import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;
type Codecs<T, Keys extends keyof T> = { readonly [K in Keys]-?: t.Type<Exclude<T[K], undefined>, unknown> };

/**
 * A codec of exactly the properties of `T`: one more or one less in the domain stops the build, an optional one too.
 * (`t.partial` allows undefined, which `exactOptionalPropertyTypes` does not.) Unknown properties are dropped.
 */
export const fields = <T extends object>(
  required: Codecs<T, RequiredKeys<T>>,
  optional: Codecs<T, OptionalKeys<T>>,
): t.Type<T, unknown> => {
  const must = entriesOf(required);
  const may = entriesOf(optional);
  const named = [...must, ...may];
  const present = (input: object): typeof named => [
    ...must,
    ...may.filter(([name]) => valueAt(input, name) !== undefined),
  ];
  return new t.Type<T, unknown>(
    `{ ${named.map(([name]) => name).join(', ')} }`,
    (input): input is T => isObject(input) && present(input).every(([name, codec]) => codec.is(valueAt(input, name))),
    (input, context) => {
      if (!isObject(input)) return t.failure(input, context, 'an object');
      const value: Record<string, unknown> = {};
      const errors: t.ValidationError[] = [];
      for (const [name, codec] of present(input)) {
        const part = valueAt(input, name);
        const decoded = codec.validate(part, t.appendContext(context, name, codec, part));
        if (E.isLeft(decoded)) errors.push(...decoded.left);
        else value[name] = decoded.right;
      }
      return errors.length > 0 ? t.failures(errors) : t.success(value as T);
    },
    (value) => Object.fromEntries(present(value).map(([name, codec]) => [name, codec.encode(valueAt(value, name))])),
  );
};

type Rest<U, Tag extends keyof U, Name> = U extends unknown ? (Name extends U[Tag] ? Omit<U, Tag> : never) : never;

/** A codec of a tagged union: the tag chooses; a missing member stops the build. */
export const tagged = <U extends object, Tag extends keyof U & string>(
  tag: Tag,
  cases: { readonly [Name in U[Tag] & string]: t.Type<Rest<U, Tag, Name>, unknown> },
): t.Type<U, unknown> => {
  const byName = new Map(entriesOf(cases));
  const codecOf = (input: unknown): t.Type<unknown, unknown> | undefined =>
    isObject(input) ? byName.get(String(valueAt(input, tag))) : undefined;
  return new t.Type<U, unknown>(
    `by ${tag}`,
    (input): input is U => codecOf(input)?.is(input) ?? false,
    (input, context) => {
      const decoded = codecOf(input)?.validate(input, context);
      if (decoded === undefined) return t.failure(input, context, `a known ${tag}`);
      return E.isLeft(decoded) ? decoded : t.success({ [tag]: valueAt(input, tag), ...Object(decoded.right) } as U);
    },
    (value) => ({ [tag]: value[tag], ...Object(codecOf(value)?.encode(value)) }),
  );
};

/** One of the given words; a word that is missing here stops the build. */
export const words = <W extends string>(known: Readonly<Record<W, true>>): t.Type<W, unknown> =>
  t.keyof(known) as t.Type<W, unknown>;

const entriesOf = (codecs: object): readonly (readonly [string, t.Type<unknown, unknown>])[] => Object.entries(codecs);
const isObject = (input: unknown): input is object => typeof input === 'object' && input !== null;
const valueAt = (input: unknown, name: string): unknown =>
  isObject(input) && Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
