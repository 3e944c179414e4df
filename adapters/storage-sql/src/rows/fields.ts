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
  const must = partsOf(required);
  const may = partsOf(optional);
  const is = (input: unknown): input is T => {
    if (!isObject(input)) return false;
    for (const part of must) if (!part.codec.is(input[part.name])) return false;
    for (const part of may) if (input[part.name] !== undefined && !part.codec.is(input[part.name])) return false;
    return true;
  };
  return new t.Type<T, unknown>(
    `{ ${[...must, ...may].map(({ name }) => name).join(', ')} }`,
    is,
    (input, context) => {
      if (!isObject(input)) return t.failure(input, context, 'an object');
      const value: Record<string, unknown> = {};
      const errors: t.ValidationError[] = [];
      for (const { name, codec } of [...must, ...may.filter((part) => input[part.name] !== undefined)]) {
        const part = input[name];
        const decoded = codec.validate(part, t.appendContext(context, name, codec, part));
        if (E.isLeft(decoded)) errors.push(...decoded.left);
        else value[name] = decoded.right;
      }
      return errors.length > 0 ? t.failures(errors) : t.success(value as T);
    },
    (value) => {
      const encoded: Record<string, unknown> = {};
      if (!isObject(value)) return encoded;
      for (const part of must) encoded[part.name] = encodePart(part, value[part.name]);
      for (const part of may) {
        const given = value[part.name];
        if (given !== undefined) encoded[part.name] = encodePart(part, given);
      }
      return encoded;
    },
  );
};

interface Part {
  readonly name: string;
  readonly codec: t.Type<unknown, unknown>;
  /** What is encoded is what was given. */
  readonly plain: boolean;
}
const partsOf = (codecs: object): readonly Part[] =>
  entriesOf(codecs).map(([name, codec]) => ({ name, codec, plain: codec.encode === t.identity }));
const encodePart = ({ codec, plain }: Part, value: unknown): unknown => (plain ? value : codec.encode(value));

type Rest<U, Tag extends keyof U, Name> = U extends unknown ? (Name extends U[Tag] ? Omit<U, Tag> : never) : never;

/** A codec of a tagged union: the tag chooses; a missing member stops the build. */
export const tagged = <U extends object, Tag extends keyof U & string>(
  tag: Tag,
  cases: { readonly [Name in U[Tag] & string]: t.Type<Rest<U, Tag, Name>, unknown> },
): t.Type<U, unknown> => {
  const byName = new Map(entriesOf(cases));
  const codecOf = (input: unknown): t.Type<unknown, unknown> | undefined =>
    isObject(input) ? byName.get(String(input[tag])) : undefined;
  return new t.Type<U, unknown>(
    `by ${tag}`,
    (input): input is U => codecOf(input)?.is(input) ?? false,
    (input, context) => {
      const decoded = codecOf(input)?.validate(input, context);
      if (decoded === undefined) return t.failure(input, context, `a known ${tag}`);
      if (E.isLeft(decoded)) return decoded;
      return t.success({ [tag]: isObject(input) ? input[tag] : undefined, ...Object(decoded.right) } as U);
    },
    (value) => ({ [tag]: value[tag], ...Object(codecOf(value)?.encode(value)) }),
  );
};

/** One of the given words; a word that is missing here stops the build. */
export const words = <W extends string>(known: Readonly<Record<W, true>>): t.Type<W, unknown> =>
  t.keyof(known) as t.Type<W, unknown>;

const entriesOf = (codecs: object): readonly (readonly [string, t.Type<unknown, unknown>])[] => Object.entries(codecs);
/** Only names written in a codec are looked up, none of which every object has. */
const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null;
