import { accept, reject } from '../kernel/decider.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Contract, ContractDecider, ContractEvent, ContractReading } from './contract.ts';
import { evolve } from './evolve.ts';

export const decide: ContractDecider['decide'] = (command, contract) => {
  switch (command.type) {
    case 'RecordReading':
      return accept(...read(command.reading, contract));
    case 'RecordTerminationRefused':
      return accept(...readAfterRefusal(command.reading, contract, command.at));
    case 'RequestTermination':
      if (contract.status === 'absent') return reject({ type: 'ContractNotSigned' });
      if (contract.status === 'terminated')
        return reject({ type: 'ContractAlreadyTerminated', terminatedAt: contract.terminatedAt });
      if (contract.status === 'terminating') return accept(); // already on its way
      return accept({ type: 'ContractTerminationRequested', contractId: contract.contractId, at: command.at });
  }
};

/** Refused, and read as in force since: the one way back from terminating; a mere reading is none (INV-35). */
const readAfterRefusal = (reading: ContractReading, contract: Contract, at: Instant): readonly ContractEvent[] => {
  const events = read(reading, contract);
  const now = events.reduce(evolve, contract);
  return now.status === 'terminating' && reading.status === 'signed' && reading.contractId === now.contractId
    ? [...events, { type: 'ContractTerminationRefused', contractId: now.contractId, at }]
    : events;
};

/** The stored contract follows whatever WeChat answered (INV-36); only what is new becomes an event. */
const read = (reading: ContractReading, contract: Contract): readonly ContractEvent[] => {
  switch (reading.status) {
    case 'absent':
      return []; // a contract we have seen is never unseen: WeChat keeps terminated ones
    case 'signed': {
      const { status: _, ...terms } = reading;
      if (contract.status === 'absent' || contract.contractId !== reading.contractId)
        return [{ type: 'ContractSigned', terms }];
      if (contract.status === 'terminated') return []; // the same contract does not rise again
      return contract.cardFrom === 'provider' && reading.cardFrom === 'payer'
        ? [{ type: 'ContractDowngraded', terms }]
        : [];
    }
    case 'terminated': {
      if (contract.status === 'terminated' && contract.contractId === reading.contractId) return [];
      const { status: _, terminatedAt, ...terms } = reading;
      return [{ type: 'ContractTerminated', terms, at: terminatedAt }];
    }
  }
};
