import type { ReasonCode } from '../can-pay/index.ts';
import type { DeclineCause } from './answer.ts';
import type { Deduction, HoldReason } from './deduction.ts';

/** A sale held without a more exact word: every hold reason has its row (`docs/why-not.md`). */
export const reasonOfHold: Readonly<Record<HoldReason, ReasonCode>> = {
  amount: 'sale-amount',
  user: 'sale-member',
  tenant: 'sale-organization',
  merchant: 'sale-merchant',
  credential: 'sale-credential',
  clock: 'sale-clock',
  clone: 'terminal-quarantined',
  contract: 'contract-not-in-force',
  disabled: 'disabled-by-wechat',
  debt: 'open-advances',
  limit: 'wechat-over-limit',
  unknown: 'outcome-unknown',
  refused: 'wechat-refused',
  unconfigured: 'organization-unconfigured',
};
/** WeChat did not charge. */
export const reasonOfDecline: Readonly<Record<DeclineCause, ReasonCode>> = {
  insufficient: 'insufficient',
  'user-disabled': 'disabled-by-wechat',
  'not-contracted': 'contract-not-in-force',
  'over-limit': 'wechat-over-limit',
  risk: 'risk-refused',
  other: 'declined-other',
};

/** Why a sale is not charged, in the words of `canPay`; none while it is on its way or once it is charged. */
export const reasonsOfDeduction = ({ status, reason, why }: Deduction): readonly ReasonCode[] => {
  const word = reason?.split(': ', 1)[0] ?? '';
  switch (status) {
    case 'held':
      return why ?? [isOneOf(reasonOfHold, word) ? reasonOfHold[word] : 'wechat-refused'];
    case 'failed':
      if (word === 'not-found') return ['order-not-found'];
      if (word === 'closed') return ['order-closed'];
      return [isOneOf(reasonOfDecline, word) ? reasonOfDecline[word] : 'declined-other'];
    case 'unknown':
      return ['outcome-unknown'];
    case 'dead':
      return ['given-up'];
    case 'received':
    case 'reserved':
    case 'in-flight':
    case 'paid':
    case 'advanced':
    case 'repaid':
    case 'refunded':
      return [];
  }
};

const isOneOf = <K extends string>(table: Readonly<Record<K, ReasonCode>>, word: string): word is K =>
  Object.hasOwn(table, word);
