import { BeijingDay, Instant, OrganizationId } from '@facepay/codecs';
import type { PersonNotice, PersonNoticeKind, Sweep, Task } from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';

export const personNoticeKind = words<PersonNoticeKind>({
  'deduction-delayed': true,
  'advance-made': true,
  'advance-repaid': true,
  'limit-reached': true,
  'contract-ended': true,
  'face-disabled': true,
});
const queue = { dueAt: Instant, leaseUntil: Instant };

export const taskRow: t.Type<Task, unknown> = tagged<Task, 'type'>('type', {
  Sweep: fields<Omit<Sweep, 'type'>>(
    { organization: OrganizationId, swept: BeijingDay, tries: t.number, fence: t.number },
    { ...queue, pass: words<NonNullable<Sweep['pass']>>({ all: true, attention: true }), after: t.string },
  ),
  PersonNotice: fields<Omit<PersonNotice, 'type'>>(
    {
      kind: personNoticeKind,
      organization: OrganizationId,
      subject: fields<PersonNotice['subject']>(
        { kind: words<PersonNotice['subject']['kind']>({ deduction: true, member: true }), id: t.string },
        {},
      ),
      happenedAt: Instant,
      position: t.number,
      occurrence: t.number,
      fence: t.number,
    },
    { ...queue, over: t.literal(true), toldAt: Instant },
  ),
});
