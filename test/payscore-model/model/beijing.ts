/** Times of `payscore-wire.md` §3.5: implicit UTC+8, written for this model alone. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 3600 * second;
export const day = 24 * hour;

/** `yyyyMMddHHmmss`. */
export const secondsForm = (ms: number): string =>
  new Date(ms + 8 * hour).toISOString().replaceAll(/[-:T]/gu, '').slice(0, 14);
/** `yyyyMMdd`. */
export const dayForm = (ms: number): string => secondsForm(ms).slice(0, 8);
