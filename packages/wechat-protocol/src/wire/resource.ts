import * as t from 'io-ts';

/**
 * A WeChat object: required and optional members, everything else dropped. WeChat may add members, enum values and
 * reorder at any time (`v3-rules.md` §1), so codecs only insist on what we use.
 */
export const resource = <Required extends t.Props, Optional extends t.Props>(
  name: string,
  required: Required,
  optional: Optional,
) => t.exact(t.intersection([t.type(required), t.partial(optional)]), name);

/** An optional member: missing, null and undefined all decode to undefined. */
export const maybe = <A, O>(codec: t.Type<A, O>): t.Type<A | undefined, O | undefined> =>
  new t.Type(
    `${codec.name} | undefined`,
    (input): input is A | undefined => input === undefined || codec.is(input),
    (input, context) => (input === undefined || input === null ? t.success(undefined) : codec.validate(input, context)),
    (value) => (value === undefined ? undefined : codec.encode(value)),
  );
