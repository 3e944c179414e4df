import type { ContractDecider } from './contract.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';

export type {
  CardFrom,
  Contract,
  ContractCommand,
  ContractEvent,
  ContractMode,
  ContractReading,
  ContractRejection,
  ContractTerms,
} from './contract.ts';
export { effectiveMode, isDowngraded, mayBeAdvanced, meaningOf, type ModeMeaning } from './effective-mode.ts';
export const contractDecider: ContractDecider = { initial: { status: 'absent' }, decide, evolve };
