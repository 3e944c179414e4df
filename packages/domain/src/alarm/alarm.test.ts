import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import type { NumberedEvent } from '../ports/domain-event.ts';
import { acknowledge, alarmOf } from './alarm.ts';

const at = Instant.of(1_000);
const event = (body: NumberedEvent['body'], position = 42): NumberedEvent => ({
  key: 'k',
  organization: 'O1' as OrganizationId,
  subject: { kind: 'device', id: 'D1' },
  at,
  body,
  position,
});

describe('an alarm', () => {
  it.each<readonly [NumberedEvent['body'], string]>([
    [{ type: 'AnswerMismatched', details: 'amount' }, 'amount'],
    [{ type: 'DeviceQuarantined', reason: 'same-number' }, 'same-number'],
    [{ type: 'NoticeQuarantined', reason: 'amount-differs' }, 'amount-differs'],
    [{ type: 'VoucherConflict', voucher: 'D1/1/7' }, 'D1/1/7'],
    [{ type: 'OutcomeUnknown', reason: 'mismatch: amount', at }, 'mismatch: amount'],
    [{ type: 'QueryRepeated', reason: 'mismatch: number', at }, 'mismatch: number'],
    [{ type: 'DeductionHeld', reason: 'clone', words: 'not shown' }, 'clone'],
  ])('is %j, and says why', (body, reason) => {
    expect(alarmOf(event(body))).toEqual({
      id: 'a000000000042',
      organization: 'O1',
      subject: { kind: 'device', id: 'D1' },
      type: body.type,
      at,
      reason,
    });
  });
  it.each<NumberedEvent['body']>([
    { type: 'OutcomeUnknown', reason: 'timeout', at },
    { type: 'QueryRepeated', at },
    { type: 'DeductionHeld', reason: 'limit' },
    { type: 'MemberDenied', listVersion: 1 },
  ])('is not %j', (body) => {
    expect(alarmOf(event(body))).toBeUndefined();
  });
  it('has an id that sorts as things happened', () => {
    const ids = [9, 10, 999, 1_000_000].map((position) =>
      String(alarmOf(event({ type: 'VoucherConflict', voucher: 'v' }, position))?.id),
    );
    expect(ids.toSorted()).toEqual(ids);
  });
  it('is acknowledged once', () => {
    const open = alarmOf(event({ type: 'VoucherConflict', voucher: 'v' }));
    if (open === undefined) throw new Error('no alarm');
    const done = acknowledge(open, at, 'operator-1');
    expect(done).toEqual({ ...open, acknowledged: { at, by: 'operator-1' } });
    expect(acknowledge(done, Instant.of(2_000), 'operator-2')).toBe(done);
  });
});
