import { type Contract, toRfc3339 } from '@facepay/domain';
import { oneOf, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

export const ContractView = object(
  { status: oneOf('absent', 'signed', 'terminating', 'terminated') },
  {
    contractId: shownText,
    mode: oneOf('limited-card', 'preferred-card', 'any-card'),
    cardFrom: oneOf('provider', 'payer'),
    signedAt: shownTime,
    requestedAt: shownTime,
    terminatedAt: shownTime,
  },
);
export type ContractView = ShapeOf<typeof ContractView>;

export const contractView = (contract: Contract): ContractView => {
  if (contract.status === 'absent') return { status: 'absent' };
  const { status, contractId, mode, cardFrom } = contract;
  const terms = { status, contractId, mode, cardFrom, signedAt: toRfc3339(contract.signedAt) };
  switch (contract.status) {
    case 'signed':
      return terms;
    case 'terminating':
      return { ...terms, requestedAt: toRfc3339(contract.requestedAt) };
    case 'terminated':
      return { ...terms, terminatedAt: toRfc3339(contract.terminatedAt) };
  }
};
