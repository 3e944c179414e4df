declare const brand: unique symbol;
/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. Handed in, never read from a clock. */
export type Instant = number & { readonly [brand]: 'Instant' };
export const Instant = {
  is: (input: unknown): input is Instant =>
    typeof input === 'number' && Number.isSafeInteger(input) && Math.abs(input) <= 8_640_000_000_000_000,
  /** For a caller that knows its number is whole milliseconds; anything else is a programmer's error. */
  of: (ms: number): Instant => {
    if (!Instant.is(ms)) throw new Error(`not an instant: ${ms}`);
    return ms;
  },
};

export const later = (from: Instant, byMs: number): Instant => Instant.of(from + Math.round(byMs));
export const msBetween = (from: Instant, to: Instant): number => to - from;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
