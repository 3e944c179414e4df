import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/**
 * A WeChat object: required and optional members, everything else dropped. WeChat may add members, enum values and
 * reorder at any time (`v3-rules.md` §1), so codecs only insist on what we use.
 */
export const resource = <Required extends t.Props, Optional extends t.Props>(
  name: string,
  required: Required,
  optional: Optional,
) => {
  const whole = t.exact(t.intersection([t.type(required), t.partial(optional)]), name);
  type Whole = t.TypeOf<typeof whole>;
  const members = [...membersOf(required, true), ...membersOf(optional, false)];
  // What fits is read here, member by member; only what does not is worth io-ts's way of saying where and why.
  return new t.Type<Whole, t.OutputOf<typeof whole>>(
    name,
    whole.is,
    (input, context) => {
      const value = read(members, input, context);
      return value === undefined ? whole.validate(input, context) : t.success(value as Whole);
    },
    whole.encode,
  );
};

interface Member {
  readonly name: string;
  readonly codec: t.Mixed;
  readonly required: boolean;
}
const membersOf = (props: t.Props, required: boolean): readonly Member[] =>
  Object.entries(props).map(([name, codec]) => ({ name, codec, required }));

/** The members that we know, or undefined where one of them does not fit. */
const read = (members: readonly Member[], input: unknown, context: t.Context): object | undefined => {
  if (!t.UnknownRecord.is(input)) return undefined;
  const value: Record<string, unknown> = {};
  for (const { name, codec, required } of members) {
    const given = input[name];
    if (given === undefined && !required) continue;
    const decoded = codec.validate(given, context);
    if (E.isLeft(decoded)) return undefined;
    value[name] = decoded.right;
  }
  return value;
};

/** An optional member: missing, null and undefined all decode to undefined. */
export const maybe = <A, O>(codec: t.Type<A, O>): t.Type<A | undefined, O | undefined> =>
  new t.Type(
    `${codec.name} | undefined`,
    (input): input is A | undefined => input === undefined || codec.is(input),
    (input, context) => (input === undefined || input === null ? t.success(undefined) : codec.validate(input, context)),
    (value) => (value === undefined ? undefined : codec.encode(value)),
  );
