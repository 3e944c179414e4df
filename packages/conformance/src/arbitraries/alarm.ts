import type { Alarm, AlarmId } from '@facepay/domain';
import fc from 'fast-check';
import { anyDeductionId, anyInstant, anyOrganizationId } from './kernel.ts';

const anyAlarmId: fc.Arbitrary<AlarmId> = fc
  .integer({ min: 1, max: 1_000_000_000 })
  .map((position) => `a${String(position).padStart(12, '0')}` as AlarmId);

export const anyAlarm: fc.Arbitrary<Alarm> = fc.record(
  {
    id: anyAlarmId,
    organization: anyOrganizationId,
    subject: fc.record({ kind: fc.constantFrom('deduction' as const, 'notice' as const), id: anyDeductionId }),
    type: fc.constantFrom('AnswerMismatched', 'DeductionHeld', 'LateQueriesEnded', 'NoticeQuarantined'),
    at: anyInstant,
    reason: fc.string({ minLength: 1, maxLength: 20 }),
    acknowledged: fc.record({ at: anyInstant, by: fc.string({ minLength: 1, maxLength: 20 }) }),
  },
  { requiredKeys: ['id', 'organization', 'subject', 'type', 'at'] },
);
