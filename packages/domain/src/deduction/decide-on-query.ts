import type * as E from 'fp-ts/lib/Either.js';
import { accept } from '../kernel/decider.ts';
import { deductionNoOf } from '../kernel/ids.ts';
import { msBetween } from '../kernel/instant.ts';
import { declined, settled } from './decide-on-answer.ts';
import type { Deduction, DeductionCommand, DeductionEvent, DeductionRejection } from './deduction.ts';

type RecordQuery = Extract<DeductionCommand, { type: 'RecordQuery' }>;

/** What a verified query makes of a deduction. "Not paid" counts only once no request can still be on its way. */
export const decideOnQuery = (
  command: RecordQuery,
  deduction: Deduction,
): E.Either<DeductionRejection, readonly DeductionEvent[]> => {
  const { answer, at } = command;
  if (answer.type === 'Settled') return accept(...settled(answer, at, deduction));
  if (deduction.status !== 'in-flight' && deduction.status !== 'unknown') return accept(); // nothing to prove (INV-13)
  return accept(...notPaid(command, deduction));
};

const notPaid = (command: RecordQuery, deduction: Deduction): readonly DeductionEvent[] => {
  const { answer, at } = command;
  const again: readonly DeductionEvent[] = tooOld(command, deduction)
    ? [{ type: 'DeductionHeld', reason: 'unknown' }] // every loop ends (INV-99); the reservation stays
    : [{ type: 'QueryRepeated', at }];
  const proven = msBetween(deduction.lastAttemptAt ?? at, at) >= command.inFlightMs; // INV-12
  switch (answer.type) {
    case 'Settled': // decided by the caller
    case 'UnderWay': // verified: still being charged, so it is in flight, not unknown
      return deduction.status === 'in-flight' && !tooOld(command, deduction)
        ? [{ type: 'DeductionUnderWay', at }]
        : again;
    case 'AlreadyPaid':
    case 'CredentialRefused':
    case 'Refused':
      return again;
    case 'Closed':
      if (!deduction.closed) return [{ type: 'GenerationClosed', no: deduction.no, at }];
      return proven ? [nextGeneration(deduction)] : again;
    case 'Declined':
      if (!proven) return again;
      return [deduction.closed ? nextGeneration(deduction) : declined(answer.cause, answer.code)];
    case 'NotFound':
      return proven ? [{ type: 'OrderNotFound', no: deduction.no }] : again;
  }
};

/** INV-7: reached only with the close verified before and "not paid" verified now. */
const nextGeneration = ({ id, generation }: Deduction): DeductionEvent => ({
  type: 'GenerationOpened',
  generation: generation + 1,
  no: deductionNoOf(id, generation + 1),
});

const tooOld = ({ at, unknownMaxMs }: RecordQuery, { unknownSince }: Deduction): boolean =>
  unknownSince !== undefined && msBetween(unknownSince, at) >= unknownMaxMs;
