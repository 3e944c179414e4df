import type { Decider } from '../kernel/decider.ts';
import type { ContractId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** 指定卡 / 优先卡 / 任意卡 (`k12-wire.md` §3.1). */
export type ContractMode = 'limited-card' | 'preferred-card' | 'any-card';
/** Who chose the card. `payer` under `preferred-card` is WeChat's silent downgrade (FAQ 2.5). */
export type CardFrom = 'provider' | 'payer';

export interface ContractTerms {
  readonly contractId: ContractId;
  readonly mode: ContractMode;
  readonly cardFrom: CardFrom;
  readonly signedAt: Instant;
}
export type Contract =
  | { readonly status: 'absent' }
  | ({ readonly status: 'signed' } & ContractTerms)
  | ({ readonly status: 'terminating'; readonly requestedAt: Instant } & ContractTerms)
  | ({ readonly status: 'terminated'; readonly terminatedAt: Instant } & ContractTerms);

/** What WeChat said of the contract when it was read; `absent` is "never signed". */
export type ContractReading =
  | { readonly status: 'absent' }
  | ({ readonly status: 'signed' } & ContractTerms)
  | ({ readonly status: 'terminated'; readonly terminatedAt: Instant } & ContractTerms);

export type ContractCommand =
  | { readonly type: 'RecordReading'; readonly reading: ContractReading }
  /** WeChat refused to terminate; the reading began after that. */
  | { readonly type: 'RecordTerminationRefused'; readonly reading: ContractReading; readonly at: Instant }
  | { readonly type: 'RequestTermination'; readonly at: Instant };
export type ContractEvent =
  | { readonly type: 'ContractSigned'; readonly terms: ContractTerms }
  | { readonly type: 'ContractDowngraded'; readonly terms: ContractTerms }
  | {
      readonly type: 'ContractTerminationRequested' | 'ContractTerminationRefused';
      readonly contractId: ContractId;
      readonly at: Instant;
    }
  | { readonly type: 'ContractTerminated'; readonly terms: ContractTerms; readonly at: Instant };
export type ContractRejection =
  | { readonly type: 'ContractNotSigned' }
  | { readonly type: 'ContractAlreadyTerminated'; readonly terminatedAt: Instant };
export type ContractDecider = Decider<ContractCommand, Contract, ContractEvent, ContractRejection>;
