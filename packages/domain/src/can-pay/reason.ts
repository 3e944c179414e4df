/** What a reason is about: an axis of the member (`k12-wire.md` §3), a limit, a terminal, or one sale. */
export type ReasonAxis = 'reading' | 'contract' | 'face' | 'usage' | 'debt' | 'limit' | 'terminal' | 'sale' | 'outcome';

/** One answer to "why can this pupil not eat?": stable code, a sentence for staff in both languages, and where it comes from. */
export interface ReasonRow {
  readonly axis: ReasonAxis;
  /** `blocks`: nothing is charged while it holds. `warns`: charged still, but the school should know. */
  readonly kind: 'blocks' | 'warns';
  readonly en: string;
  readonly zh: string;
  /** FAQ item, section of a reference, or invariant. */
  readonly source: string;
}
export const blocks = (axis: ReasonAxis, en: string, zh: string, source: string): ReasonRow => ({
  axis,
  kind: 'blocks',
  en,
  zh,
  source,
});
export const warns = (axis: ReasonAxis, en: string, zh: string, source: string): ReasonRow => ({
  axis,
  kind: 'warns',
  en,
  zh,
  source,
});
