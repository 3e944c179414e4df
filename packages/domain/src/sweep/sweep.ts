import { type BeijingDay, dayOf, daysAfter } from '../kernel/civil-date.ts';
import type { OrganizationId } from '../kernel/ids.ts';
import { Instant, later } from '../kernel/instant.ts';
import type { Queued } from '../task/queued.ts';
import { type SweepPolicy, sweepSlot } from './sweep-policy.ts';

/** `all` reads every member once a day; `attention` those of whom nobody tells anything else, every hour. */
export type SweepPass = 'all' | 'attention';
/** How far the rounds through one organization's members have come; a crash goes on from here (INV-51). */
export interface Sweep extends Queued {
  readonly type: 'Sweep';
  readonly organization: OrganizationId;
  /** The last day of which every member was read. */
  readonly swept: BeijingDay;
  /** What is under way; absent between two passes. */
  readonly pass?: SweepPass;
  /** The page that comes next; absent at the beginning. */
  readonly after?: string;
  /** How often this page was tried in vain. */
  readonly tries: number;
}
export const sweepKey = (organization: OrganizationId): string => `sweep/${organization}`;

/** Nothing to ask WeChat on the day of the adoption: what is signed from now on is read as it is signed. */
export const firstSweep = (organization: OrganizationId, now: Instant, policy: SweepPolicy): Sweep =>
  finished({ type: 'Sweep', organization, swept: dayOf(now), tries: 0, fence: 0 }, 'attention', now, policy);

/** Which pass the page that is due belongs to. One that was missed at night, with all workers down, is made up for. */
export const passOf = ({ pass, organization, swept }: Sweep, now: Instant, policy: SweepPolicy): SweepPass =>
  pass ?? (now >= sweepSlot(organization, daysAfter(swept, 1), policy) ? 'all' : 'attention');

export interface SweptPage {
  readonly pass: SweepPass;
  /** WeChat gave an answer about everybody on it. */
  readonly answered: boolean;
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}
/** After a page: the next one, the same once more, or the pass is done. A page that is never answered stops no other (INV-100). */
export const afterPage = (sweep: Sweep, page: SweptPage, now: Instant, policy: SweepPolicy): Sweep => {
  const { leaseUntil: _, ...rest } = sweep;
  if (!page.answered && sweep.tries + 1 < policy.sweepTriesMax)
    return { ...rest, pass: page.pass, tries: sweep.tries + 1, dueAt: later(now, policy.sweepRetryMs) };
  if (page.next === undefined) return finished(rest, page.pass, now, policy);
  return { ...rest, pass: page.pass, after: page.next, tries: 0, dueAt: later(now, policy.sweepRestMs) };
};

const finished = (sweep: Sweep, done: SweepPass, now: Instant, policy: SweepPolicy): Sweep => {
  const { pass: _, after: __, ...rest } = sweep;
  const today = dayOf(now);
  const begun = now >= sweepSlot(sweep.organization, today, policy) ? today : daysAfter(today, -1);
  const swept = done === 'all' ? begun : sweep.swept;
  const slot = sweepSlot(sweep.organization, daysAfter(swept, 1), policy);
  const dueAt = Instant.of(Math.min(slot, later(now, policy.attentionEveryMs)));
  return { ...rest, swept, tries: 0, dueAt };
};
