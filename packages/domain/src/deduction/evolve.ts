import { dayOf } from '../kernel/civil-date.ts';
import { deductionNoOf } from '../kernel/ids.ts';
import type { Deduction, DeductionDecider, DeductionEvent, DeductionStatus } from './deduction.ts';
import { assertEdge } from './edges.ts';

export const evolve: DeductionDecider['evolve'] = (deduction, event) => {
  if (event.type === 'DeductionReceived') {
    const { sale } = event;
    return {
      ...sale,
      status: 'received',
      generation: 1,
      no: deductionNoOf(sale.id, 1),
      closed: false,
      attempts: { total: 0, onDay: 0 },
      queries: 0,
      version: 1,
      fence: 0,
    };
  }
  if (deduction === undefined) throw new Error(`${event.type} without a deduction`);
  const next = changed(deduction, event);
  assertEdge(deduction.status, next.status);
  return { ...next, version: deduction.version + 1 };
};

type Later = Exclude<DeductionEvent, { type: 'DeductionReceived' }>;

const changed = (deduction: Deduction, event: Later): Deduction => {
  switch (event.type) {
    case 'DeductionHeld': {
      const { unknownSince, why: _, ...rest } = deduction;
      const words = event.words === undefined ? event.reason : `${event.reason}: ${event.words}`;
      return {
        ...rest,
        ...(event.reason === 'unknown' && unknownSince !== undefined ? { unknownSince } : {}),
        status: 'held',
        reason: words,
        ...(event.why === undefined ? {} : { why: event.why }),
      };
    }
    case 'DeductionReserved':
      return { ...calm(deduction), status: 'reserved' };
    case 'AttemptBegun': {
      const day = dayOf(event.at);
      const onDay = deduction.attempts.day === day ? deduction.attempts.onDay + 1 : 1;
      return {
        ...deduction,
        status: 'in-flight',
        no: event.no,
        request: event.request,
        closed: false, // a close before this attempt proves nothing of it (INV-7)
        attempts: { total: deduction.attempts.total + 1, day, onDay },
        lastAttemptAt: event.at,
        queries: 0,
      };
    }
    case 'DeductionUnderWay':
      return { ...deduction, queries: deduction.queries + 1, unknownSince: deduction.unknownSince ?? event.at };
    case 'OutcomeUnknown':
      return { ...unsure(deduction, event.at), reason: event.reason };
    case 'GenerationClosed':
      return { ...unsure(deduction, event.at), reason: 'closed', closed: true };
    case 'QueryRepeated':
      return { ...unsure(deduction, event.at), queries: deduction.queries + 1 };
    case 'DeductionFailed':
      return { ...calm(deduction), status: 'failed', reason: `${event.cause}: ${event.code}` };
    case 'OrderNotFound':
      return { ...calm(deduction), status: 'failed', reason: 'not-found' };
    case 'GenerationOpened': {
      const { request: _, ...rest } = calm(deduction);
      return { ...rest, status: 'failed', reason: 'closed', generation: event.generation, no: event.no, closed: false };
    }
    case 'DeductionPaid':
      return { ...calm(deduction), status: 'paid', paidAt: event.paidAt, transactionId: event.transactionId };
    case 'DeductionAdvanced':
      return { ...calm(deduction), status: 'advanced', paidAt: event.paidAt, transactionId: event.transactionId };
    case 'AdvanceRepaymentSeen':
      return withStatus('repaid', {
        ...deduction,
        ...(event.repaymentId === undefined ? {} : { repaymentId: event.repaymentId }),
      });
    case 'DeductionRefunded':
      return withStatus('refunded', deduction);
    case 'DeductionReleased':
      return { ...calm(deduction), status: 'received' };
    case 'DeductionGivenUp':
      return { ...withoutWhy(deduction), status: 'dead', reason: event.reason };
    case 'LateQueriesEnded':
    case 'AnswerMismatched':
      return deduction;
  }
};

const withStatus = (status: DeductionStatus, deduction: Deduction): Deduction => ({ ...deduction, status });

/** The clock of the unknown runs from its first moment, whatever is asked in between (INV-99). */
const unsure = (deduction: Deduction, at: Deduction['saleAt']): Deduction => ({
  ...deduction,
  status: 'unknown',
  unknownSince: deduction.unknownSince ?? at,
});

const calm = (deduction: Deduction): Deduction => {
  const { unknownSince: _, reason: __, ...rest } = withoutWhy(deduction);
  return rest;
};

const withoutWhy = (deduction: Deduction): Deduction => {
  if (deduction.why === undefined) return deduction;
  const { why: _, ...rest } = deduction;
  return rest;
};
