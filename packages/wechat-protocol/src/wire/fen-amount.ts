import { wholeNumber } from './whole-number.ts';

/** Whole fen from 0 to 2^53 - 1. Text, fractions, negatives, null and unsafe integers fail (BAD-34). */
export const FenAmount = wholeNumber('FenAmount');
