import type { Limits, Offer, Terms } from './seen.ts';
import { find, put, type Shelf } from './shelf.ts';

/** One order of the school, as the documents say it must stand after all that was seen. */
export interface Sale {
  readonly id: string;
  readonly offer: Offer;
  readonly fen: number;
  readonly state: string;
  readonly reason: string;
  /** How it was taken in, for ever: the answer to its upload. */
  readonly first: string;
  /** Reasons to hold it that its upload had, or may have had. */
  readonly must: readonly string[];
  readonly may: readonly string[];
  readonly no: string;
  /** `fresh`: its next request is a first one, or WeChat never had it: no re-deduction. */
  readonly fresh: boolean;
  readonly released: boolean;
  readonly attempts: number;
  readonly day: string;
  readonly onDay: number;
  readonly failedAt: number;
  readonly moves: number;
  readonly thanks: number;
}
/** One number at WeChat. `said` since the last attempt began; `late`: by queries that no request can have overtaken. */
export interface Order {
  readonly sale: string;
  readonly body?: string;
  readonly begun: number;
  readonly sent: number;
  readonly begunAt: number;
  readonly said: readonly string[];
  readonly late: readonly string[];
  readonly closedAt?: number;
  readonly closedUnpaid?: true;
  readonly settled?: string;
  readonly paidAt?: number;
  readonly noticedAt?: number;
  readonly askedAt?: number;
}
export interface Pupil {
  readonly id: string;
  readonly user?: string;
  readonly contract: string;
  readonly usage: string;
  readonly blocked: boolean;
  readonly limits: Limits;
  readonly debts: readonly string[];
  readonly denied: boolean;
  readonly listed: number;
  /** The last answers of WeChat about this one, with when they were asked for. */
  readonly heard: readonly { readonly since: number; readonly words: string }[];
  readonly readAt: number;
  readonly noticedAt: number;
  readonly askedAt: number;
}
/** By Beijing day, and what is set aside since which day. */
export interface Spent {
  readonly settled: Readonly<Record<string, number>>;
  readonly open: ReadonlyMap<string, { readonly day: string; readonly fen: number }>;
}
export interface Broken {
  readonly rule: string;
  readonly words: string;
}
export interface World {
  readonly school?: Terms;
  readonly adopted: boolean;
  /** When something was first asked of our server. */
  readonly asked: Shelf<number>;
  readonly offers: Shelf<Offer>;
  /** Hash of whoever has a voucher's number or a credential; hashes of all that were offered under a number. */
  readonly taken: Shelf<string>;
  readonly offered: Shelf<readonly string[]>;
  readonly saleOf: Shelf<string>;
  readonly forked: Shelf<boolean>;
  readonly sales: Shelf<Sale>;
  readonly orders: Shelf<Order>;
  readonly pupils: Shelf<Pupil>;
  readonly spent: Shelf<Spent>;
  readonly listVersion: number;
  /** Announced and not told yet. */
  readonly untold: Shelf<boolean>;
  /** Looked at once more when the commit is complete. */
  readonly touched: readonly string[];
  /** What the last event broke. */
  readonly broken: readonly Broken[];
}

export const nothingYet: World = {
  adopted: false,
  asked: [],
  offers: [],
  taken: [],
  offered: [],
  saleOf: [],
  forked: [],
  sales: [],
  orders: [],
  pupils: [],
  spent: [],
  listVersion: 0,
  untold: [],
  touched: [],
  broken: [],
};
type Rule = readonly [holds: boolean, rule: string, words: string];
export const check = (world: World, ...rules: readonly Rule[]): World => {
  const broken = rules.flatMap(([holds, rule, words]) => (holds ? [] : [{ rule, words }]));
  return broken.length === 0 ? world : { ...world, broken: [...world.broken, ...broken] };
};
export const pupilOf = (world: World, id: string): Pupil | undefined => find(world.pupils, id);
export const withPupil = (world: World, pupil: Pupil): World => ({
  ...world,
  pupils: put(world.pupils, pupil.id, pupil),
});
export const withSale = (world: World, sale: Sale): World => ({ ...world, sales: put(world.sales, sale.id, sale) });
export const withOrder = (world: World, no: string, order: Order): World => ({
  ...world,
  orders: put(world.orders, no, order),
});
