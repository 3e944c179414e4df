import * as E from 'fp-ts/lib/Either.js';

/**
 * Values a device wrote that may be illegal. A signed voucher with amount 0 or a sale dated in the year 9999 is stored and
 * held, not refused (BAD-44, BAD-50), so the voucher carries the text as written and these functions judge it.
 */
export type Illegal = { readonly type: 'IllegalAmount' | 'IllegalTime' | 'IllegalRecogMode'; readonly written: string };

/** WeChat's bound for one face deduction, 100 yuan (`k12-wire.md` §5.14). */
export const amountFenMax = 10_000;

/** Whole fen from 1 to 10,000 in plain decimal digits: `100`, not `"100"`, `1.5`, `0`, `-1` or `null`. */
export const readAmountFen = (written: string): E.Either<Illegal, number> => {
  const value = readWhole(written);
  return value !== undefined && value >= 1 && value <= amountFenMax
    ? E.right(value)
    : E.left({ type: 'IllegalAmount', written });
};

/** Largest instant a JavaScript date can hold, in milliseconds. */
const instantMsMax = 8.64e15;

/** Epoch milliseconds in plain decimal digits; whether the instant is believable is the server's rule (INV-64). */
export const readInstantMs = (written: string): E.Either<Illegal, number> => {
  const value = readWhole(written);
  return value !== undefined && value <= instantMsMax ? E.right(value) : E.left({ type: 'IllegalTime', written });
};

/** A non-negative number of milliseconds in plain decimal digits. */
export const readDurationMs = (written: string): E.Either<Illegal, number> => readInstantMs(written);

/** `0` = the face alone, `1` = with the phone tail (`k12-wire.md` §10.2). */
export type RecogMode = 0 | 1;
export const readRecogMode = (written: string): E.Either<Illegal, RecogMode> => {
  if (written === '0') return E.right(0);
  if (written === '1') return E.right(1);
  return E.left({ type: 'IllegalRecogMode', written });
};

const readWhole = (written: string): number | undefined => {
  const value = Number(written);
  return /^(0|[1-9]\d{0,15})$/.test(written) && Number.isSafeInteger(value) ? value : undefined;
};
