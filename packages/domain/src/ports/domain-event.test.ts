import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import { type DomainEvent, eventsOf, isAlarm } from './domain-event.ts';
import { ref, scopeOf, write } from './storage.ts';

const about = {
  organization: 'O1' as OrganizationId,
  subject: { kind: 'deduction', id: 'd1' },
  at: Instant.of(5),
} as const;
const bodies: readonly DomainEvent['body'][] = [
  { type: 'DeductionHeld', reason: 'limit' },
  { type: 'DeductionReleased', reason: 'looked at' },
];

describe('events of an aggregate', () => {
  it('are named by the version that each of them makes (INV-15)', () => {
    expect(eventsOf({ ...about, versionBefore: 3 }, bodies).map(({ key }) => key)).toEqual([
      'O1/deduction/d1/4',
      'O1/deduction/d1/5',
    ]);
  });
  it('carry what happened, to whom and when', () => {
    expect(eventsOf({ ...about, versionBefore: 0 }, bodies)[1]).toEqual({
      key: 'O1/deduction/d1/2',
      ...about,
      body: { type: 'DeductionReleased', reason: 'looked at' },
    });
  });
});

const alarm = (body: DomainEvent['body']): boolean => isAlarm({ ...about, key: 'k', body });

describe('alarms', () => {
  it.each<DomainEvent['body']>([
    { type: 'AnswerMismatched', details: 'x' },
    { type: 'LateQueriesEnded', at: Instant.of(5) },
    { type: 'DeviceQuarantined', reason: 'x' },
    { type: 'NoticeQuarantined', reason: 'amount-differs' },
    { type: 'VoucherConflict', voucher: 'v' },
    { type: 'DeductionHeld', reason: 'clone' },
    { type: 'DeductionHeld', reason: 'unknown' },
    { type: 'PayscoreUnsettled', at: Instant.of(5), reason: 'mismatch: another total' },
    { type: 'PayscoreUnsettled', at: Instant.of(5), reason: 'stalled: timeout' },
    { type: 'PayscoreUnsettled', at: Instant.of(5), reason: 'not-understood: SOMETHING_NEW' },
    { type: 'PayscoreUnsettled', at: Instant.of(5), reason: 'not-permitted: any' },
    { type: 'PayscoreRefused', of: 'complete', at: Instant.of(5), code: 'REFUSED', words: '' },
  ])('%j needs a person', (body) => {
    expect(alarm(body)).toBe(true);
  });
  it.each<DomainEvent['body']>([
    { type: 'DeductionHeld', reason: 'limit' },
    { type: 'DeductionFailed', cause: 'insufficient', code: 'NOTENOUGH' },
    { type: 'VoucherGapOpened', from: 2, to: 4 },
    { type: 'PayscoreUnsettled', at: Instant.of(5), reason: 'timeout' },
    { type: 'PayscoreRefused', of: 'create', at: Instant.of(5), code: 'REFUSED', words: '' },
  ])('%j does not', (body) => {
    expect(alarm(body)).toBe(false);
  });
});

describe('places in storage', () => {
  it('a write is its place and the new record', () => {
    expect(write(ref('cursor', 'relay'), { position: 7 })).toEqual({
      kind: 'cursor',
      key: 'relay',
      to: { position: 7 },
    });
  });
  it('a credential and a number are found before the tenant is known (INV-63)', () => {
    expect([scopeOf.credential, scopeOf.number, scopeOf.deduction]).toEqual(['platform', 'platform', 'organization']);
  });
});
