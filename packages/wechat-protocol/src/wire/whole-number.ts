import * as t from 'io-ts';

/** A codec of integers from 0 to 2^53 - 1; nothing is converted or rounded. */
export const wholeNumber = (name: string): t.Type<number> =>
  new t.Type(
    name,
    isWholeNumber,
    (input, context) => (isWholeNumber(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );

const isWholeNumber = (input: unknown): input is number => Number.isSafeInteger(input) && Number(input) >= 0;
