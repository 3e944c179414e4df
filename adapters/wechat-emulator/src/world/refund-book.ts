import { keyOfRefund, type Refund } from '../money-truth/refund.ts';
import type { Table } from './table.ts';

/** The refunds, by number and by the order they give back. */
export interface RefundBook {
  readonly get: (key: string) => Refund | undefined;
  readonly put: (refund: Refund) => void;
  readonly all: () => readonly Refund[];
  readonly ofOrder: (orderKey: string) => readonly Refund[];
  /** Still to be paid out, or not. */
  readonly processing: () => readonly Refund[];
}

export const createRefundBook = (table: Table<Refund>): RefundBook => {
  const byOrder = new Map<string, Set<string>>();
  const processing = new Set<string>();
  const index = (refund: Refund): void => {
    const key = keyOfRefund(refund);
    byOrder.set(refund.orderKey, (byOrder.get(refund.orderKey) ?? new Set()).add(key));
    if (refund.state === 'PROCESSING') processing.add(key);
    else processing.delete(key);
  };
  const listed = (keys: Iterable<string> = []): readonly Refund[] => [...keys].flatMap((key) => table.get(key) ?? []);
  for (const refund of table.values()) index(refund);
  return {
    get: table.get,
    put: (refund) => {
      table.put(keyOfRefund(refund), refund);
      index(refund);
    },
    all: table.values,
    ofOrder: (orderKey) => listed(byOrder.get(orderKey)),
    processing: () => listed(processing),
  };
};
