import type { PayscoreRule } from './rule-words.ts';

/** The rule that a value breaks, and where, in the words of our API: `payments[3].name`. */
export interface Broken {
  readonly field: string;
  readonly rule: PayscoreRule;
}
/** Each check says what is broken first, or nothing. */
export type Check = Broken | undefined;

export const broken = (field: string, rule: PayscoreRule): Broken => ({ field, rule });
export const unless = (holds: boolean, field: string, rule: PayscoreRule): Check =>
  holds ? undefined : { field, rule };
/** The first that is broken; later ones are not tried. */
export const firstBroken = (...checks: readonly (() => Check)[]): Check => {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
};
