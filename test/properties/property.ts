import type fc from 'fast-check';
import type { Rules } from './rules.ts';

/** A law of the rules, stated for any implementation of them. */
export type Property = (rules: Rules) => fc.IProperty<unknown>;
