import { decodeFailures } from '@facepay/codecs';
import type { OutUserId, Profile } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { outUserId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { rosterOptional, rosterRequired, toProfile } from '../routes/roster-shape.ts';

export interface LineFault {
  readonly name: string;
  /** What it must be; never what it was (INV-88). */
  readonly rule: string;
}
/** One line of a roster: an entry that PUT of the member would take, too, or what is wrong with it. */
export type RosterLine = { readonly line: number } & (
  | { readonly type: 'Entry'; readonly outUserId: OutUserId; readonly profile: Profile }
  | { readonly type: 'Refused'; readonly faults: readonly LineFault[] }
);
export const refusedLine = (line: number, name: string, rule: string): RosterLine => ({
  line,
  type: 'Refused',
  faults: [{ name, rule }],
});

const entry = object({ outUserId, ...rosterRequired }, rosterOptional);

/** The same shape as the body of PUT, and nothing that a spreadsheet would take for a formula. */
export const readRosterLine = (line: number, input: unknown): RosterLine => {
  const decoded = entry.codec.decode(input);
  if (E.isLeft(decoded)) {
    const faults = decodeFailures(decoded.left).map(({ path, rule }) => ({ name: path, rule }));
    return { line, type: 'Refused', faults: faults.slice(0, 10) };
  }
  const { outUserId: id, ...roster } = decoded.right;
  const texts = { name: roster.name, classOrPost: roster.classOrPost, guardian: roster.guardianConsent?.guardian };
  const formulas = Object.entries(texts).filter(([, value]) => value !== undefined && /^[=+\-@＝＋－＠]/u.test(value));
  return formulas.length === 0
    ? { line, type: 'Entry', outUserId: id, profile: toProfile(roster) }
    : { line, type: 'Refused', faults: formulas.map(([name]) => ({ name, rule: 'does not begin with = + - or @' })) };
};
