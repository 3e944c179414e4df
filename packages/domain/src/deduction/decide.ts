import { dayOf } from '../kernel/civil-date.ts';
import { accept, reject } from '../kernel/decider.ts';
import { deductionNoOf } from '../kernel/ids.ts';
import { decideOnAnswer } from './decide-on-answer.ts';
import { again, decideOnQuery } from './decide-on-query.ts';
import type { DeductionDecider, DeductionEvent } from './deduction.ts';
import { isSettled } from './edges.ts';
import { endOfLateQueries } from './late-query.ts';

export const decide: DeductionDecider['decide'] = (command, deduction) => {
  if (command.type === 'Receive') {
    if (deduction !== undefined) return accept(); // the same voucher again (INV-4)
    const received: DeductionEvent = { type: 'DeductionReceived', sale: command.sale };
    return command.hold === undefined
      ? accept<DeductionEvent>(received)
      : accept<DeductionEvent>(received, { type: 'DeductionHeld', reason: command.hold });
  }
  if (deduction === undefined) return reject({ type: 'DeductionUnknown' });
  const { status } = deduction;
  switch (command.type) {
    case 'Send': {
      if (status !== 'received' && status !== 'failed') return reject({ type: 'NotNow', status });
      const day = dayOf(command.at);
      const onDay = deduction.attempts.day === day ? deduction.attempts.onDay : 0;
      if (onDay >= command.attemptsMax) return reject({ type: 'AttemptsUsedUp', day });
      return accept(
        { type: 'DeductionReserved', day },
        {
          type: 'AttemptBegun',
          no: deductionNoOf(deduction.id, deduction.generation),
          at: command.at,
          request: deduction.request ?? command.request,
        },
      );
    }
    case 'Hold':
      if (status === 'held') return accept();
      if (status !== 'received' && status !== 'failed') return reject({ type: 'NotNow', status });
      return accept({
        type: 'DeductionHeld',
        reason: command.reason,
        ...(command.why === undefined ? {} : { why: command.why }),
      });
    case 'LoseAnswer':
      if (isSettled(status)) return accept(); // a notice was faster than the answer (F-24)
      if (status === 'unknown') return accept(...again(command, deduction));
      if (status === 'held' || status === 'dead') return accept(...endOfLateQueries(command, deduction));
      return status === 'in-flight'
        ? accept({ type: 'OutcomeUnknown', reason: command.reason, at: command.at })
        : reject({ type: 'NotNow', status });
    case 'RecordAnswer':
      return decideOnAnswer(command.answer, command.at, deduction);
    case 'RecordQuery':
      return decideOnQuery(command, deduction);
    case 'RecordRefund':
      return status === 'paid' || status === 'repaid' || (status === 'advanced' && command.clearsDebt)
        ? accept({ type: 'DeductionRefunded', at: command.at })
        : accept(); // known already, or the debt stays until it is repaid
    case 'Release':
      return status === 'held' && deduction.reason !== 'unknown'
        ? accept({ type: 'DeductionReleased', reason: command.reason })
        : reject({ type: 'NotNow', status });
    case 'GiveUp':
      if (status === 'dead') return accept();
      return status === 'held' && deduction.reason !== 'unknown'
        ? accept({ type: 'DeductionGivenUp', reason: command.reason })
        : reject({ type: 'NotNow', status });
  }
};
