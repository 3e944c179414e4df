import type { Payer } from './fund-charge.ts';
import type { Order } from './order.ts';

/** Answered as an error body; the ledger does not change. */
export interface DeductRefusal {
  readonly type: 'Refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type DeductVerdict =
  | { readonly type: 'Unchanged'; readonly order: Order }
  | {
      readonly type: 'Attempted';
      readonly order: Order;
      /** The payer after the charge, when their balance moved. */
      readonly payer: Payer | undefined;
    };
