import * as t from 'io-ts';

/** The documentation spells `use_id` where the live system sends `user_id` (`k12-wire.md` §2): reads both, writes the latter. */
export const readingUseId = <A, O>(codec: t.Type<A, O>): t.Type<A, O> =>
  new t.Type(
    codec.name,
    (input): input is A => codec.is(input),
    (input, context) => codec.validate(withUserId(input), context),
    (value) => codec.encode(value),
  );

const withUserId = (input: unknown): unknown => {
  if (!t.UnknownRecord.is(input) || typeof input['user_id'] === 'string') return input;
  return typeof input['use_id'] === 'string' ? { ...input, user_id: input['use_id'] } : input;
};
