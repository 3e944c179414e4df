import type { Refusal, StateName } from './words.ts';

/** One answer of WeChat: the order is somewhere now, is where it was, or the call is refused and nothing moved. */
export type Outcome =
  | { readonly type: 'to'; readonly state: StateName }
  | { readonly type: 'same' }
  | { readonly type: 'no'; readonly refusals: readonly Refusal[] };

/**
 * What we do before anything is sent (INV-70): ask WeChat, answer from what is stored (a repeat; sending the stored bytes
 * again is as good), or refuse without a request.
 */
export type Ours =
  | { readonly type: 'asks' }
  | { readonly type: 'repeats' }
  | { readonly type: 'refuses'; readonly refusals: readonly Refusal[] };

/** Where the sources leave it open, each outcome that they allow. */
export interface Cell {
  readonly wire: readonly Outcome[];
  readonly ours: readonly Ours[];
}
/** A call in the states where it can be made at all; `source` is a place in `payscore-wire.md`. */
export interface Row {
  readonly source: string;
  readonly cells: Readonly<Partial<Record<StateName, Cell>>>;
}

const asks: Ours = { type: 'asks' };
const repeats: Ours = { type: 'repeats' };
const no = (...reasons: readonly Refusal[]): Outcome => ({ type: 'no', refusals: reasons });
const refuses = (...reasons: readonly Refusal[]): Ours => ({ type: 'refuses', refusals: reasons });
const same: Outcome = { type: 'same' };

/** Accepted: the order is there now. */
export const moves = (state: StateName): Cell => ({ wire: [{ type: 'to', state }], ours: [asks] });
/** Accepted again: the same bytes change nothing (§8). */
export const again: Cell = { wire: [same], ours: [repeats] };
/** WeChat refuses, one of these reasons; so do we, without asking. */
export const refused = (...reasons: readonly Refusal[]): Cell => ({
  wire: [no(...reasons)],
  ours: [refuses(...reasons)],
});
/** WeChat refuses what only WeChat can know: we ask, and nothing moves. */
export const refusedByWechat = (...reasons: readonly Refusal[]): Cell => ({ wire: [no(...reasons)], ours: [asks] });
/** The same bytes once more, where WeChat may refuse and we answer for ever what we answered first (INV-97). */
export const againOr = (...reasons: readonly Refusal[]): Cell => ({ wire: [same, no(...reasons)], ours: [repeats] });
/** The same bytes once more after the order has ended otherwise: a repeat, or a refusal, on either side. */
export const pastOr = (...reasons: readonly Refusal[]): Cell => ({
  wire: [same, no(...reasons)],
  ours: [repeats, refuses(...reasons)],
});
/** Something happens in the world, or is only read: nothing of ours is asked. */
export const turns = (state: StateName): Cell => ({ wire: [{ type: 'to', state }], ours: [] });
export const stays: Cell = { wire: [same], ours: [] };
