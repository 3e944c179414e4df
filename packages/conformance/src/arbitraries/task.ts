import type { PersonNotice, Sweep, Task } from '@facepay/domain';
import fc from 'fast-check';
import { anyBeijingDay, anyDeductionId, anyInstant, anyOrganizationId } from './kernel.ts';

const anySweep: fc.Arbitrary<Sweep> = fc.record(
  {
    type: fc.constant('Sweep' as const),
    organization: anyOrganizationId,
    swept: anyBeijingDay,
    pass: fc.constantFrom('all' as const, 'attention' as const),
    after: fc.string(),
    tries: fc.nat({ max: 5 }),
    dueAt: anyInstant,
    fence: fc.nat(),
    leaseUntil: anyInstant,
  },
  { requiredKeys: ['type', 'organization', 'swept', 'tries', 'fence'] },
);
const anyPersonNotice: fc.Arbitrary<PersonNotice> = fc.record(
  {
    type: fc.constant('PersonNotice' as const),
    kind: fc.constantFrom('deduction-delayed' as const, 'face-disabled' as const),
    organization: anyOrganizationId,
    subject: fc.record({ kind: fc.constantFrom('deduction' as const, 'member' as const), id: anyDeductionId }),
    happenedAt: anyInstant,
    position: fc.nat(),
    occurrence: fc.nat(),
    over: fc.constant(true as const),
    toldAt: anyInstant,
    dueAt: anyInstant,
    fence: fc.nat(),
    leaseUntil: anyInstant,
  },
  { requiredKeys: ['type', 'kind', 'organization', 'subject', 'happenedAt', 'position', 'occurrence', 'fence'] },
);
export const anyTask: fc.Arbitrary<Task> = fc.oneof(anySweep, anyPersonNotice);
