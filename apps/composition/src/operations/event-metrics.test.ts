import { Instant, type NumberedEvent, type OrganizationId } from '@facepay/domain';
import { expect, test } from 'vitest';
import { createEventMetrics } from './event-metrics.ts';

const event = (body: NumberedEvent['body'], position: number): NumberedEvent => ({
  key: `k${position}`,
  organization: 'O1' as OrganizationId,
  subject: { kind: 'member', id: 'pupil-0001' },
  at: Instant.of(1_000),
  body,
  position,
});

test('INV-42 INV-88 changes of the deny list and alarms are counted by closed labels', () => {
  const metrics = createEventMetrics();
  metrics.count([
    event({ type: 'MemberDenied', listVersion: 1 }, 1),
    event({ type: 'MemberDenied', listVersion: 2 }, 2),
    event({ type: 'MemberAllowed', listVersion: 3 }, 3),
    event({ type: 'VoucherConflict', voucher: 'D1/1/7' }, 4),
  ]);
  const samples = metrics
    .source()
    .flatMap(({ name, samples: all }) =>
      all.map(({ labels, value }) => `${name} ${Object.values(labels).join()} ${value}`),
    );
  expect(samples).toEqual(
    expect.arrayContaining([
      'facepay_events_told_total  4',
      'facepay_alarms_total VoucherConflict 1',
      'facepay_deny_list_changes_total denied 2',
      'facepay_deny_list_changes_total allowed 1',
    ]),
  );
});
