import type { ContractDecider } from './contract.ts';

export const evolve: ContractDecider['evolve'] = (contract, event) => {
  switch (event.type) {
    case 'ContractSigned':
      return { status: 'signed', ...event.terms };
    case 'ContractDowngraded':
      return contract.status === 'absent' || contract.status === 'terminated'
        ? contract
        : { ...contract, mode: event.terms.mode, cardFrom: event.terms.cardFrom };
    case 'ContractTerminationRequested':
      return contract.status === 'signed' ? { ...contract, status: 'terminating', requestedAt: event.at } : contract;
    case 'ContractTerminationRefused': {
      if (contract.status !== 'terminating' || contract.contractId !== event.contractId) return contract;
      const { requestedAt: _, ...terms } = contract;
      return { ...terms, status: 'signed' };
    }
    case 'ContractTerminated':
      return { ...event.terms, status: 'terminated', terminatedAt: event.at };
  }
};
