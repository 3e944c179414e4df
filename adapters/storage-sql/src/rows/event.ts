import {
  BeijingDay,
  ContractId,
  DeductionId,
  DeductionNo,
  Fen,
  Instant,
  OrganizationId,
  OutUserId,
  UserId,
} from '@facepay/codecs';
import type { CallNote, DeclineCause, DomainEvent, HoldReason } from '@facepay/domain';
import * as t from 'io-ts';
import { reasonCodeList, sale } from './deduction.ts';
import { fields, tagged, words } from './fields.ts';
import { contractTerms, faceImage, ownLimits, profile, usage } from './member.ts';
import { quarantineReason } from './notice.ts';
import { personNoticeKind } from './task.ts';
import { calendar, debtPolicy, sceneLimits } from './organization.ts';
import { payscoreOrderEvents } from './payscore-event.ts';
import { permissionEvents } from './payscore-permission.ts';
import { refundEvents } from './refund.ts';

const nothing = t.strict({});
const at = t.strict({ at: Instant });
const settled = t.strict({ paidAt: Instant, transactionId: t.string });
const terms = t.strict({ terms: contractTerms });
const debt = t.strict({ deduction: DeductionId });
const listVersion = t.strict({ listVersion: t.number });
const holdReason = words<HoldReason>({
  amount: true,
  user: true,
  tenant: true,
  merchant: true,
  credential: true,
  clock: true,
  clone: true,
  contract: true,
  disabled: true,
  debt: true,
  limit: true,
  unknown: true,
  refused: true,
  unconfigured: true,
});
const declineCause = words<DeclineCause>({
  insufficient: true,
  'user-disabled': true,
  'not-contracted': true,
  'over-limit': true,
  risk: true,
  other: true,
});

const callNote = fields<CallNote>(
  { asked: words<CallNote['asked']>({ send: true, query: true }), at: Instant },
  { httpStatus: t.number, code: t.string, message: t.string, requestId: t.string, failure: t.string },
);

export const eventBody: t.Type<DomainEvent['body'], unknown> = tagged<DomainEvent['body'], 'type'>('type', {
  DeductionReceived: t.strict({ sale }),
  DeductionHeld: fields({ reason: holdReason }, { words: t.string, why: reasonCodeList, call: callNote }),
  DeductionReserved: t.strict({ day: BeijingDay }),
  AttemptBegun: t.strict({ no: DeductionNo, at: Instant, request: t.string }),
  DeductionUnderWay: at,
  OutcomeUnknown: fields({ reason: t.string, at: Instant }, { call: callNote }),
  QueryRepeated: fields({ at: Instant }, { reason: t.string, call: callNote }),
  DeductionFailed: fields({ cause: declineCause, code: t.string }, { call: callNote }),
  OrderNotFound: fields({ no: DeductionNo }, { call: callNote }),
  GenerationClosed: fields({ no: DeductionNo, at: Instant }, { call: callNote }),
  GenerationOpened: fields({ generation: t.number, no: DeductionNo }, { call: callNote }),
  DeductionPaid: settled,
  DeductionAdvanced: settled,
  AdvanceRepaymentSeen: fields({}, { repaymentId: t.string }),
  DeductionRefunded: at,
  DeductionReleased: t.strict({ reason: t.string }),
  DeductionGivenUp: t.strict({ reason: t.string }),
  LateQueriesEnded: at,
  AnswerMismatched: fields({ details: t.string }, { call: callNote }),
  MemberPut: t.strict({ organization: OrganizationId, outUserId: OutUserId, profile }),
  UserRead: t.strict({ userId: UserId, faceImage, usage, at: Instant }),
  MemberBlocked: at,
  MemberErased: at,
  MemberUnblocked: nothing,
  ProfilePushed: nothing,
  MemberLimitsSet: fields({ limits: ownLimits }, {}),
  MemberDenied: listVersion,
  MemberAllowed: listVersion,
  DebtWarned: t.strict({ openAdvances: t.number }),
  AdvanceOpened: debt,
  AdvanceRepaid: debt,
  ContractSigned: terms,
  ContractDowngraded: terms,
  ContractTerminationRequested: t.strict({ contractId: ContractId, at: Instant }),
  ContractTerminationRefused: t.strict({ contractId: ContractId, at: Instant }),
  ContractTerminated: t.strict({ terms: contractTerms, at: Instant }),
  ...refundEvents,
  ...payscoreOrderEvents,
  ...permissionEvents,
  OrganizationAdopted: nothing,
  OrganizationLimitsSet: fields({ limits: ownLimits }, { scenes: sceneLimits }),
  OrganizationCalendarSet: t.strict({ calendar }),
  DebtPolicySet: t.strict({ policy: debtPolicy }),
  DeviceEnrolled: nothing,
  DeviceQuarantined: t.strict({ reason: t.string }),
  VoucherGapOpened: t.strict({ from: t.number, to: t.number }),
  VoucherConflict: t.strict({ voucher: t.string }),
  NoticeQuarantined: t.strict({ reason: quarantineReason }),
  PersonNotified: fields({ notice: personNoticeKind, outUserId: OutUserId }, { amount: Fen }),
});
export const eventSubjectKind = words<DomainEvent['subject']['kind']>({
  deduction: true,
  member: true,
  organization: true,
  device: true,
  notice: true,
  refund: true,
  'payscore-order': true,
  'payscore-permission': true,
});
