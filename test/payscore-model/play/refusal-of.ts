import type { PayscoreOrderRejection, PayscoreRule } from '@facepay/domain';
import type { Refusal } from '../table/words.ts';

/** Which refusals of the table a rejection of the domain can be; none: it has no place there. */
export const refusalsOf = (rejection: PayscoreOrderRejection): readonly Refusal[] => {
  switch (rejection.type) {
    case 'PayscoreInvalid':
      return rules[rejection.rule] ?? [];
    case 'PayscoreOrderNoUsed':
    case 'PayscoreAskedOtherwise':
      return ['mismatch'];
    case 'PayscoreOrderUnknown':
      return ['not found'];
    case 'PayscoreNotNow':
      return ['state', 'done', 'cancelled'];
    case 'PayscorePartPaid':
    case 'PayscoreCallOpen':
    case 'PayscoreNothingToSend':
      return [];
  }
};

const rules: Partial<Readonly<Record<PayscoreRule, readonly Refusal[]>>> = {
  'total-sum': ['sum'],
  'total-negative': ['negative'],
  'total-risk-amount': ['cap'],
  'total-cap': ['cap'],
  'risk-amount-cap': ['cap'],
  'payments-cap': ['cap'],
  'total-lower': ['not lower'],
  'start-too-early': ['time'],
  'end-too-early': ['time'],
  'end-missing': ['time'],
  'end-in-future': ['time'],
  'time-precision': ['time'],
  'paid-time-range': ['time'],
  'openid-missing': ['openid'],
  'openid-unwanted': ['openid'],
};
