import { type Contract, effectiveMode, isDowngraded, meaningOf, toRfc3339 } from '@facepay/domain';
import { flag, oneOf, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

const mode = oneOf('limited-card', 'preferred-card', 'any-card');

export const ContractView = object(
  { status: oneOf('absent', 'signed', 'terminating', 'terminated') },
  {
    contractId: shownText,
    /** As agreed. */
    mode,
    /** As in force: a preferred card that WeChat has downgraded behaves as any card (FAQ 2.5). */
    effectiveMode: mode,
    downgraded: flag,
    /** What that comes to when a meal is charged. */
    means: object({ rotatesCards: flag, mayBeAdvanced: flag, text: shownText, textZh: shownText }),
    cardFrom: oneOf('provider', 'payer'),
    signedAt: shownTime,
    requestedAt: shownTime,
    terminatedAt: shownTime,
  },
);
export type ContractView = ShapeOf<typeof ContractView>;

export const contractView = (contract: Contract): ContractView => {
  if (contract.status === 'absent') return { status: 'absent' };
  const { status, contractId, mode: agreed, cardFrom } = contract;
  const terms = {
    status,
    contractId,
    mode: agreed,
    cardFrom,
    effectiveMode: effectiveMode(contract),
    downgraded: isDowngraded(contract),
    means: meaningOf(contract),
    signedAt: toRfc3339(contract.signedAt),
  };
  switch (contract.status) {
    case 'signed':
      return terms;
    case 'terminating':
      return { ...terms, requestedAt: toRfc3339(contract.requestedAt) };
    case 'terminated':
      return { ...terms, terminatedAt: toRfc3339(contract.terminatedAt) };
  }
};
