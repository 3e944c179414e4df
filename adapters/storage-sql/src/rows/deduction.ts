import {
  BeijingDay,
  CredentialHash,
  DeductionId,
  DeductionNo,
  DeviceId,
  Fen,
  Instant,
  OrganizationId,
  OutUserId,
  SubMchid,
  UserId,
  VoucherId,
} from '@facepay/codecs';
import {
  type Deduction,
  type DeductionStatus,
  type Reservation,
  type Sale,
  type Spending,
  type ReasonCode,
  reasonCodes,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, words } from './fields.ts';
import { scene } from './scene.ts';

const saleFields = {
  id: DeductionId,
  organization: OrganizationId,
  subMchid: SubMchid,
  device: DeviceId,
  voucher: VoucherId,
  credentialHash: CredentialHash,
  outUserId: OutUserId,
  userId: UserId,
  amount: Fen,
  saleAt: Instant,
  receivedAt: Instant,
};
export const sale: t.Type<Sale, unknown> = fields<Sale>(saleFields, {});

export const deductionStatus: t.Type<DeductionStatus, unknown> = words<DeductionStatus>({
  received: true,
  held: true,
  reserved: true,
  'in-flight': true,
  unknown: true,
  failed: true,
  paid: true,
  advanced: true,
  repaid: true,
  refunded: true,
  dead: true,
});

/** Of `docs/why-not.md`. */
export const reasonCodeList: t.Type<readonly ReasonCode[], unknown> = t.readonlyArray(
  words<ReasonCode>(Object.fromEntries(reasonCodes.map((code) => [code, true])) as Record<ReasonCode, true>),
);

export const deductionRow: t.Type<Deduction, unknown> = fields<Deduction>(
  {
    ...saleFields,
    status: deductionStatus,
    generation: t.number,
    no: DeductionNo,
    closed: t.boolean,
    attempts: fields<Deduction['attempts']>({ total: t.number, onDay: t.number }, { day: BeijingDay }),
    queries: t.number,
    version: t.number,
    fence: t.number,
  },
  {
    reason: t.string,
    why: reasonCodeList,
    request: t.string,
    lastAttemptAt: Instant,
    unknownSince: Instant,
    paidAt: Instant,
    transactionId: t.string,
    repaymentId: t.string,
    dueAt: Instant,
    leaseUntil: Instant,
  },
);

const reservation = fields<Reservation>({ deduction: DeductionId, amount: Fen, day: BeijingDay }, { scene });
const settledLine = fields<Spending['settled'][number]>({ day: BeijingDay, amount: Fen }, { scene });
export const spendingRow: t.Type<Spending, unknown> = fields<Spending>(
  { open: t.readonlyArray(reservation), settled: t.readonlyArray(settledLine) },
  {},
);
