import { beijingDayNumber } from '../beijing-time.ts';
import { keyOfRequest } from '../money-truth/order.ts';
import type { Order } from '../money-truth/order.ts';
import type { Table } from './table.ts';

/** The orders, with the sums and indexes the rules ask for. */
export interface OrderBook {
  readonly get: (key: string) => Order | undefined;
  readonly put: (order: Order) => void;
  readonly all: () => readonly Order[];
  /** The first under this `out_trade_no`; another merchant may use it too. */
  readonly ofNumber: (outTradeNo: string) => Order | undefined;
  readonly ofTransaction: (transactionId: string) => Order | undefined;
  readonly ofUser: (userId: string) => readonly Order[];
  readonly ofSubMerchant: (subMchid: string) => readonly Order[];
  readonly ofCredential: (credentialHash: string) => readonly Order[];
  /** The order that was charged on this credential, or is being charged. */
  readonly takerOf: (credentialHash: string) => string | undefined;
  readonly userDayFen: (userId: string, at: number) => number;
  readonly merchantDayFen: (subMchid: string, at: number) => number;
  readonly openAdvances: (userId: string) => number;
  /** Accepted orders still to be charged. */
  readonly accepted: () => readonly Order[];
}

/** Under each name its orders, by key and in the order of their first writing. */
type Index = Map<string, Map<string, Order>>;

const putTo = (index: Index, name: string, key: string, order: Order): void => {
  const orders = index.get(name);
  if (orders === undefined) index.set(name, new Map([[key, order]]));
  else orders.set(key, order);
};
const listed = (index: Index, name: string): readonly Order[] => [...(index.get(name)?.values() ?? [])];

export const createOrderBook = (table: Table<Order>): OrderBook => {
  const byUser: Index = new Map();
  const bySubMerchant: Index = new Map();
  const byCredential: Index = new Map();
  const byNumber = new Map<string, string>();
  const byTransaction = new Map<string, string>();
  const accepted = new Map<string, Order>();
  const paidFen = new Map<string, number>();
  const advances = new Map<string, number>();

  const count = (order: Order, sign: 1 | -1): void => {
    if (order.debtState === 'DEBT') advances.set(order.userId, (advances.get(order.userId) ?? 0) + sign);
    if (order.tradeState !== 'SUCCESS' || order.successAt === undefined) return;
    const day = beijingDayNumber(order.successAt);
    for (const who of [`user/${order.userId}/${day}`, `merchant/${order.request.subMchid}/${day}`])
      paidFen.set(who, (paidFen.get(who) ?? 0) + sign * order.request.amountFen);
  };
  const index = (order: Order): void => {
    const key = keyOfRequest(order.request);
    putTo(byUser, order.userId, key, order);
    putTo(bySubMerchant, order.request.subMchid, key, order);
    putTo(byCredential, order.credentialHash, key, order);
    if (!byNumber.has(order.request.outTradeNo)) byNumber.set(order.request.outTradeNo, key);
    if (order.transactionId !== undefined) byTransaction.set(order.transactionId, key);
    if (order.tradeState === 'ACCEPT') accepted.set(key, order);
    else accepted.delete(key);
    count(order, 1);
  };
  for (const order of table.values()) index(order);

  const ofCredential = (hash: string) => listed(byCredential, hash);
  return {
    get: table.get,
    put: (order) => {
      const key = keyOfRequest(order.request);
      const before = table.get(key);
      if (before !== undefined) count(before, -1);
      table.put(key, order);
      index(order);
    },
    all: table.values,
    ofNumber: (outTradeNo) => table.get(byNumber.get(outTradeNo) ?? ''),
    ofTransaction: (transactionId) => table.get(byTransaction.get(transactionId) ?? ''),
    ofUser: (userId) => listed(byUser, userId),
    ofSubMerchant: (subMchid) => listed(bySubMerchant, subMchid),
    ofCredential,
    takerOf: (hash) => {
      const taker = ofCredential(hash).find(({ tradeState }) => tradeState === 'SUCCESS' || tradeState === 'ACCEPT');
      return taker === undefined ? undefined : keyOfRequest(taker.request);
    },
    userDayFen: (userId, at) => paidFen.get(`user/${userId}/${beijingDayNumber(at)}`) ?? 0,
    merchantDayFen: (subMchid, at) => paidFen.get(`merchant/${subMchid}/${beijingDayNumber(at)}`) ?? 0,
    openAdvances: (userId) => advances.get(userId) ?? 0,
    accepted: () => [...accepted.values()],
  };
};
