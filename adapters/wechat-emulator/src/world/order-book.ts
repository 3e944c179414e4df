import { beijingDay } from '../beijing-time.ts';
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

type Index = Map<string, Set<string>>;

const addTo = (index: Index, name: string, key: string): void => {
  const keys = index.get(name);
  if (keys === undefined) index.set(name, new Set([key]));
  else keys.add(key);
};

export const createOrderBook = (table: Table<Order>): OrderBook => {
  const byUser: Index = new Map();
  const bySubMerchant: Index = new Map();
  const byCredential: Index = new Map();
  const byNumber = new Map<string, string>();
  const byTransaction = new Map<string, string>();
  const accepted = new Set<string>();
  const paidFen = new Map<string, number>();

  const count = (order: Order, sign: 1 | -1): void => {
    if (order.tradeState !== 'SUCCESS' || order.successAt === undefined) return;
    const day = beijingDay(order.successAt);
    for (const who of [`user/${order.userId}/${day}`, `merchant/${order.request.subMchid}/${day}`])
      paidFen.set(who, (paidFen.get(who) ?? 0) + sign * order.request.amountFen);
  };
  const index = (order: Order): void => {
    const key = keyOfRequest(order.request);
    addTo(byUser, order.userId, key);
    addTo(bySubMerchant, order.request.subMchid, key);
    addTo(byCredential, order.credentialHash, key);
    if (!byNumber.has(order.request.outTradeNo)) byNumber.set(order.request.outTradeNo, key);
    if (order.transactionId !== undefined) byTransaction.set(order.transactionId, key);
    if (order.tradeState === 'ACCEPT') accepted.add(key);
    else accepted.delete(key);
    count(order, 1);
  };
  const listed = (keys: Iterable<string> | undefined): readonly Order[] =>
    [...(keys ?? [])].flatMap((key) => table.get(key) ?? []);
  for (const order of table.values()) index(order);

  const ofUser = (userId: string) => listed(byUser.get(userId));
  const ofCredential = (hash: string) => listed(byCredential.get(hash));
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
    ofUser,
    ofSubMerchant: (subMchid) => listed(bySubMerchant.get(subMchid)),
    ofCredential,
    takerOf: (hash) => {
      const taker = ofCredential(hash).find(({ tradeState }) => tradeState === 'SUCCESS' || tradeState === 'ACCEPT');
      return taker === undefined ? undefined : keyOfRequest(taker.request);
    },
    userDayFen: (userId, at) => paidFen.get(`user/${userId}/${beijingDay(at)}`) ?? 0,
    merchantDayFen: (subMchid, at) => paidFen.get(`merchant/${subMchid}/${beijingDay(at)}`) ?? 0,
    openAdvances: (userId) => ofUser(userId).filter(({ debtState }) => debtState === 'DEBT').length,
    accepted: () => listed(accepted),
  };
};
