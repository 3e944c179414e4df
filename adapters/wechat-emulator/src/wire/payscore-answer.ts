import type { PayscoreRefusal } from '../money-truth/payscore-refusal.ts';
import type { FaceAnswer } from './face.ts';
import { wireError } from './wire-error.ts';

/** A refusal with the tail of `Request-ID` that goes with it (`payscore-wire.md` §13). */
export const refusedAnswer = ({ status, code, message, tail }: PayscoreRefusal): FaceAnswer => ({
  ...wireError(status, code, message),
  tail,
});
