import type { Refund, RefundDecider, RefundEvent, RefundStatus } from './refund.ts';

export const evolve: RefundDecider['evolve'] = (refund, event) => {
  if (event.type === 'RefundRequested') {
    const { terms, body } = event;
    return { ...terms, body, status: 'requested', attempts: 0, queries: 0, version: 1, fence: 0 };
  }
  if (refund === undefined) throw new Error(`${event.type} without a refund`);
  return { ...changed(refund, event), version: refund.version + 1 };
};

const changed = (refund: Refund, event: Exclude<RefundEvent, { type: 'RefundRequested' }>): Refund => {
  switch (event.type) {
    case 'RefundRetried': // what was asked before this speaks of the failed one
      return { ...calm(refund), status: 'requested', queries: 0, answeredAt: event.at };
    case 'RefundAttemptBegun':
      return {
        ...calm(refund),
        status: 'unknown',
        attempts: refund.attempts + 1,
        lastAttemptAt: event.at,
        queries: 0,
      };
    case 'RefundUnsettled':
      return {
        ...refund,
        queries: refund.queries + 1,
        ...(event.reason === undefined ? {} : { why: event.reason }),
      };
    case 'RefundNotFound':
      return { ...refund, status: 'requested', why: 'not-found', queries: refund.queries + 1 };
    case 'RefundProcessing':
      return { ...answered(refund, 'processing', event.at), refundId: event.refundId };
    case 'RefundSucceeded': {
      const { refundId, refundedAt } = event;
      return { ...answered(refund, 'success', event.at), refundId, refundedAt };
    }
    case 'RefundFailed':
      return { ...answered(refund, event.status, event.at), why: event.why };
  }
};

const calm = (refund: Refund): Refund => {
  const { why: _, ...rest } = refund;
  return rest;
};
const answered = (refund: Refund, status: RefundStatus, answeredAt: Refund['requestedAt']): Refund => ({
  ...calm(refund),
  status,
  answeredAt,
  queries: 0,
});
