/**
 * What a deduction and all its order numbers have in common: 28 hex digits. They are the trace's id too (after `0000`), so
 * every process, at any time, adds to the trace of a meal without having been told of it, and who knows an order number
 * knows the trace.
 */
export const mealOf = (deductionOrNo: string): string | undefined =>
  /^(?:d([0-9a-f]{28})[0-9a-f]*|F([0-9a-f]{28})\d\d)$/u.exec(deductionOrNo)?.slice(1).find(Boolean);

/** 16 bytes in hex. The digits at the end are as good as random, which samplers count on. */
export const traceIdOf = (meal: string): string => `0000${meal}`;
/** The first span of the meal's trace: the voucher that was accepted. */
export const rootSpanIdOf = (meal: string): string => meal.slice(0, 16);
