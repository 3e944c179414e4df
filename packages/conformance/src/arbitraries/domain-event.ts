import {
  type DeductionEvent,
  type DomainEvent,
  eventsOf,
  type FaceUserEvent,
  type OtherEvent,
  type PayscoreOrderEvent,
  type PermissionEvent,
  type RefundEvent,
} from '@facepay/domain';
import fc from 'fast-check';
import { anyAmount, anyDeductionId, anyInstant, anyOpenid, anyOrganizationId, anyOutUserId } from './kernel.ts';
import { anyPayscoreTerms } from './payscore-order.ts';
import { anyCalendar, anyDebtPolicy } from './organization.ts';
import { anySale } from './deduction.ts';
import { anyRefundTerms } from './refund.ts';

export const anyEventBody: fc.Arbitrary<DomainEvent['body']> = fc.oneof(
  anySale.map((sale): DeductionEvent => ({ type: 'DeductionReceived', sale })),
  anyInstant.map((paidAt): DeductionEvent => ({ type: 'DeductionPaid', paidAt, transactionId: '4200000001' })),
  fc.constant<DeductionEvent>({ type: 'DeductionHeld', reason: 'limit' }),
  anyInstant.map((at): DeductionEvent => ({ type: 'LateQueriesEnded', at })),
  anyDeductionId.map((deduction): FaceUserEvent => ({ type: 'AdvanceOpened', deduction })),
  fc.nat().map((listVersion): FaceUserEvent => ({ type: 'MemberDenied', listVersion })),
  fc.nat().map((openAdvances): FaceUserEvent => ({ type: 'DebtWarned', openAdvances })),
  anyDebtPolicy.map((policy): OtherEvent => ({ type: 'DebtPolicySet', policy })),
  anyAmount.map((single): OtherEvent => ({ type: 'OrganizationLimitsSet', limits: { single } })),
  anyCalendar.map((calendar): OtherEvent => ({ type: 'OrganizationCalendarSet', calendar })),
  anyRefundTerms.map((terms): RefundEvent => ({ type: 'RefundRequested', terms, body: '{}' })),
  anyInstant.map((at): RefundEvent => ({ type: 'RefundFailed', at, status: 'abnormal', why: 'a closed card' })),
  fc.tuple(anyPayscoreTerms, anyInstant).map(([terms, at]): PayscoreOrderEvent => ({
    type: 'PayscoreOrderRequested',
    terms,
    body: '{}',
    by: 'pos',
    at,
  })),
  fc.tuple(anyInstant, anyOpenid).map(([at, openid]): PayscoreOrderEvent => ({
    type: 'PayscoreMoved',
    at,
    to: 'in-service',
    said: { state: 'doing', description: 'user-confirm' },
    openid,
  })),
  anyInstant.map((at): PayscoreOrderEvent => ({
    type: 'PayscoreAsked',
    wish: { type: 'cancel', reason: '客人走了' },
    body: '{}',
    by: 'office',
    at,
  })),
  anyInstant.map((at): PayscoreOrderEvent => ({ type: 'PayscorePackageGiven', at, package: 'DJIO' })),
  anyInstant.map((at): PermissionEvent => ({ type: 'PermissionClosed', closedAt: at, at, because: '搬走了' })),
  fc.tuple(anyInstant, anyOpenid).map(([at, openid]): PermissionEvent => ({
    type: 'PermissionOpened',
    openedAt: at,
    at,
    openid,
  })),
  fc.constant<OtherEvent>({ type: 'DeviceQuarantined', reason: 'same-number' }),
  fc.record({ outUserId: anyOutUserId, amount: anyAmount }).map((about): OtherEvent => ({
    type: 'PersonNotified',
    notice: 'advance-made',
    ...about,
  })),
);
/** Events of one subject, named by its versions. */
export const anyDomainEvents: fc.Arbitrary<readonly DomainEvent[]> = fc
  .tuple(
    anyOrganizationId,
    fc.record({
      kind: fc.constantFrom('deduction' as const, 'member' as const, 'device' as const),
      id: anyDeductionId,
    }),
    anyInstant,
    fc.nat({ max: 100 }),
    fc.array(anyEventBody, { minLength: 1, maxLength: 5 }),
  )
  .map(([organization, subject, at, versionBefore, bodies]) =>
    eventsOf({ organization, subject, at, versionBefore }, bodies),
  );
