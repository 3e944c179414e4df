import type { Limits, Offer, Terms } from './seen.ts';

type Texts<K extends string> = Readonly<Record<K, string>>;
type Numbers<K extends string> = Readonly<Record<K, number>>;

/** One order of the school, as the documents say it must stand after all that was seen. `first`: how it was taken in. */
export interface Sale extends Texts<'id' | 'state' | 'reason' | 'first' | 'no' | 'day'> {
  readonly offer: Offer;
  /** Reasons to hold it that its upload had, or may have had. */
  readonly must: readonly string[];
  readonly may: readonly string[];
  /** Its next request is a first one, or WeChat never had it: no re-deduction. */
  readonly fresh: boolean;
  readonly released: boolean;
  /** `attempts` in all and `onDay`; `moves` and `thanks`: how often it was released, and how often somebody was told so. */
  readonly count: Numbers<'attempts' | 'onDay' | 'moves' | 'thanks'>;
  readonly fen: number;
}
/** One number at WeChat. `said` since the last attempt began; `late`: by queries that no request can have overtaken. */
export interface Order extends Numbers<'begun' | 'sent' | 'begunAt' | 'noticedAt' | 'askedAt'> {
  readonly sale: string;
  readonly said: readonly string[];
  readonly late: readonly string[];
  readonly body?: string;
  readonly settled?: string;
  readonly paidAt?: number | undefined;
}
/** `heard`: the last answers of WeChat about this one, with when they were asked for. */
export interface Pupil
  extends Texts<'id' | 'user' | 'contract' | 'usage'>, Numbers<'listed' | 'readAt' | 'noticedAt' | 'askedAt'> {
  readonly blocked: boolean;
  readonly denied: boolean;
  readonly limits: Limits;
  readonly debts: readonly string[];
  readonly heard: readonly { readonly since: number; readonly words: string }[];
}
/** By Beijing day, and what is set aside since which day. */
export interface Spent {
  readonly settled: Readonly<Record<string, number>>;
  readonly open: ReadonlyMap<string, { readonly day: string; readonly fen: number }>;
}
interface Kept {
  /** When something was first asked of our server; whether an event that was announced is still untold. */
  readonly asked: number;
  readonly untold: boolean;
  readonly offers: Offer;
  /** Who has a voucher's number or a credential, by hash; all hashes that were offered under a number. */
  readonly taken: string;
  readonly offered: readonly string[];
  readonly forked: boolean;
  readonly saleOf: string;
  readonly sales: Sale;
  readonly orders: Order;
  readonly pupils: Pupil;
  readonly spent: Spent;
}
/** Copied by drawers, so that a pure step stays cheap. */
type Shelf<A> = readonly (ReadonlyMap<string, A> | undefined)[];
export interface World {
  readonly shelves: { readonly [K in keyof Kept]?: Shelf<Kept[K]> };
  readonly school?: Terms;
  readonly listVersion: number;
  /** Looked at once more when the commit is complete. */
  readonly touched: readonly string[];
  /** What the last event broke. */
  readonly broken: readonly { readonly rule: string; readonly words: string }[];
}
export const nothingYet: World = { shelves: {}, listVersion: 0, touched: [], broken: [] };

const drawers = 128;
export const put = <K extends keyof Kept>(world: World, kind: K, key: string, value: Kept[K]): World => {
  const copy: (ReadonlyMap<string, Kept[K]> | undefined)[] = [...(world.shelves[kind] ?? [])];
  copy[drawerOf(key)] = new Map(copy[drawerOf(key)]).set(key, value);
  return { ...world, shelves: { ...world.shelves, [kind]: copy } };
};
export const get = <K extends keyof Kept>({ shelves }: World, kind: K, key: string): Kept[K] | undefined =>
  shelves[kind]?.[drawerOf(key)]?.get(key);
export const all = <K extends keyof Kept>({ shelves }: World, kind: K): readonly Kept[K][] =>
  (shelves[kind] ?? []).flatMap((drawer) => [...(drawer?.values() ?? [])]);
const drawerOf = (key: string): number => {
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (Math.imul(sum, 31) + key.charCodeAt(at)) >>> 0;
  return sum % drawers;
};

export const must = (world: World, holds: boolean, rule: string, words: string): World =>
  holds ? world : { ...world, broken: [...world.broken, { rule, words }] };
type Rule = readonly [holds: boolean, rule: string, words: string];
export const check = (world: World, ...rules: readonly Rule[]): World =>
  rules.reduce((now, [holds, rule, words]) => must(now, holds, rule, words), world);
