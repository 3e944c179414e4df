import { type BeijingDay, startOf } from '../kernel/civil-date.ts';
import type { OrganizationId } from '../kernel/ids.ts';
import { hour, type Instant, later, minute, second } from '../kernel/instant.ts';

/** When and how fast WeChat is asked about members of whom no notice came (FAQ 1.3, 5.5, Q1). */
export interface SweepPolicy {
  /** Minutes of the Beijing day between which organizations begin, each at a moment of its own. */
  readonly sweepWindow: { readonly from: number; readonly to: number };
  /** Members read at once, by one worker, of one organization. */
  readonly sweepAtOnceMax: number;
  /** The rest before the next of them: with `sweepAtOnceMax` the rate that no organization passes. */
  readonly sweepRestMs: number;
  /** Disabled, ending and untold members: nobody tells of a re-enabling (FAQ Q1). */
  readonly attentionEveryMs: number;
  /** WeChat does not answer: again after this, so often, then on with the next ones. */
  readonly sweepRetryMs: number;
  readonly sweepTriesMax: number;
}
export const defaultSweep: SweepPolicy = {
  sweepWindow: { from: 150, to: 300 },
  sweepAtOnceMax: 8,
  sweepRestMs: second,
  attentionEveryMs: hour,
  sweepRetryMs: 5 * minute,
  sweepTriesMax: 5,
};

/** The organization's own moment of this day: always the same one, so that a thousand schools do not begin together. */
export const sweepSlot = (organization: OrganizationId, day: BeijingDay, { sweepWindow }: SweepPolicy): Instant => {
  const minutes = Math.max(1, sweepWindow.to - sweepWindow.from);
  return later(startOf(day), (sweepWindow.from + (spreadOf(organization) % minutes)) * minute);
};

/** FNV-1a: a number of its own for each id, the same on every machine. */
const spreadOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};
