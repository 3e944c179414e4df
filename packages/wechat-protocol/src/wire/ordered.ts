import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/**
 * A WeChat object whose members are listed once, in the order in which WeChat documents them; read and written in that order,
 * so that the same request is the same text. A member given as `maybe(…)` is optional; members that we do not list are
 * dropped, as by `resource`.
 */
export const ordered = <Props extends t.Props>(name: string, props: Props): t.Type<Ordered<Props>, object> => {
  const members = Object.entries(props);
  const is = (input: unknown): input is Ordered<Props> =>
    t.UnknownRecord.is(input) && members.every(([key, codec]) => codec.is(input[key]));
  return new t.Type(
    name,
    is,
    (input, context) => {
      if (!t.UnknownRecord.is(input)) return t.failure(input, context);
      const value: Record<string, unknown> = {};
      const errors: t.ValidationError[] = [];
      for (const [key, codec] of members) {
        const read = codec.validate(input[key], t.appendContext(context, key, codec, input[key]));
        if (E.isLeft(read)) errors.push(...read.left);
        else if (read.right !== undefined) value[key] = read.right;
      }
      return errors.length > 0 ? t.failures(errors) : t.success(value as Ordered<Props>);
    },
    (value) => {
      const given: Readonly<Record<string, unknown>> = value;
      return Object.fromEntries(
        members.flatMap(([key, codec]) => (given[key] === undefined ? [] : [[key, codec.encode(given[key])]])),
      );
    },
  );
};

export type Ordered<Props extends t.Props> = {
  readonly [Key in Exclude<keyof Props, OptionalKey<Props>>]: t.TypeOf<Props[Key]>;
} & { readonly [Key in OptionalKey<Props>]?: t.TypeOf<Props[Key]> };

type OptionalKey<Props extends t.Props> = {
  readonly [Key in keyof Props]: undefined extends t.TypeOf<Props[Key]> ? Key : never;
}[keyof Props];
