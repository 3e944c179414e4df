import { isInProgress, keyOfPayscore, type PayscoreOrder } from '../money-truth/payscore-order.ts';
import type { Table } from './table.ts';

/** The Pay Score orders, by number, by user, by payment, and by when something happens to them by itself. */
export interface PayscoreBook {
  readonly get: (key: string) => PayscoreOrder | undefined;
  readonly put: (order: PayscoreOrder) => void;
  readonly all: () => readonly PayscoreOrder[];
  readonly ofTransaction: (transactionId: string) => PayscoreOrder | undefined;
  /** By the number that WeChat made for an automatic deduction. */
  readonly ofOutTradeNo: (outTradeNo: string) => PayscoreOrder | undefined;
  readonly ofQueryId: (queryId: string) => PayscoreOrder | undefined;
  readonly ofNumber: (outOrderNo: string) => readonly PayscoreOrder[];
  readonly inProgress: (openid: string) => readonly PayscoreOrder[];
  /** The order that is due first, and when. */
  readonly firstDue: () => { readonly order: PayscoreOrder; readonly at: number } | undefined;
}

const setOf = (index: Map<string, Set<string>>, name: string): Set<string> => {
  const keys = index.get(name) ?? new Set();
  index.set(name, keys);
  return keys;
};

export const createPayscoreBook = (
  table: Table<PayscoreOrder>,
  dueAt: (order: PayscoreOrder) => number | undefined,
): PayscoreBook => {
  const byTransaction = new Map<string, string>();
  const byOutTradeNo = new Map<string, string>();
  const byQueryId = new Map<string, string>();
  const byNumber = new Map<string, Set<string>>();
  const inProgress = new Map<string, Set<string>>();
  const due = new Map<string, number>();
  const index = (order: PayscoreOrder): void => {
    const key = keyOfPayscore(order);
    const { payment, queryId, openid } = order;
    if (payment?.transactionId !== undefined) byTransaction.set(payment.transactionId, key);
    if (payment?.outTradeNo !== undefined && payment.outTradeNo !== order.outOrderNo)
      byOutTradeNo.set(payment.outTradeNo, key);
    if (queryId !== undefined) byQueryId.set(queryId, key);
    setOf(byNumber, order.outOrderNo).add(key);
    if (openid !== undefined)
      if (isInProgress(order)) setOf(inProgress, openid).add(key);
      else setOf(inProgress, openid).delete(key);
    const at = dueAt(order);
    if (at === undefined) due.delete(key);
    else due.set(key, at);
  };
  const listed = (keys: Iterable<string> = []) => [...keys].flatMap((key) => table.get(key) ?? []);
  for (const order of table.values()) index(order);
  return {
    get: table.get,
    put: (order) => {
      table.put(keyOfPayscore(order), order);
      index(order);
    },
    all: table.values,
    ofTransaction: (transactionId) => table.get(byTransaction.get(transactionId) ?? ''),
    ofOutTradeNo: (outTradeNo) => table.get(byOutTradeNo.get(outTradeNo) ?? ''),
    ofQueryId: (queryId) => table.get(byQueryId.get(queryId) ?? ''),
    ofNumber: (outOrderNo) => listed(byNumber.get(outOrderNo)),
    inProgress: (openid) => listed(inProgress.get(openid)),
    firstDue: () => {
      let first: { readonly key: string; readonly at: number } | undefined;
      for (const [key, at] of due) if (first === undefined || at < first.at) first = { key, at };
      const order = first === undefined ? undefined : table.get(first.key);
      return first === undefined || order === undefined ? undefined : { order, at: first.at };
    },
  };
};
