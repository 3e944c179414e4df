import {
  type CredentialHash,
  type Deduction,
  deductionDecider,
  type DeductionId,
  deductionIdOf,
  type DeviceId,
  type DomainEvent,
  type Fen,
  Instant,
  type Notice,
  type NoticeId,
  type OrganizationId,
  type Openid,
  type OutUserId,
  type PayscoreOrder,
  type PayscoreOrderNo,
  type OfDeduction,
  type Queue,
  type Refund,
  type RefundNo,
  type Ref,
  ref,
  type Storage,
  type SubMchid,
  type UserId,
  voucherId,
  type Work,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { reached } from './arbitraries/reached.ts';

export const school = 'O100' as OrganizationId;
export const otherSchool = 'O200' as OrganizationId;
export const noon = Instant.of(Date.UTC(2026, 8, 1, 4, 0));
export const pupil = 'pupil-0001' as OutUserId;

/** The sale numbered so, of 100 yuan, received at noon and due then. */
export const deductionNumbered = (n: number, place: Partial<Deduction> = {}): Deduction => {
  const credentialHash = n.toString(16).padStart(8, '0').repeat(8) as CredentialHash;
  const device = 'D1' as DeviceId;
  const sale = {
    id: deductionIdOf(credentialHash),
    organization: school,
    subMchid: '1900000001' as SubMchid,
    device,
    voucher: voucherId(device, 1, n + 1),
    credentialHash,
    outUserId: pupil,
    userId: 'user-1' as UserId,
    amount: 10_000 as Fen,
    saleAt: noon,
    receivedAt: noon,
  };
  return { ...reached(deductionDecider, [{ type: 'Receive', sale }]), dueAt: noon, ...place };
};
export const noticeNumbered = (n: number, place: Partial<Notice> = {}): Notice => ({
  id: `notice-${String(n).padStart(4, '0')}` as NoticeId,
  eventType: 'TRANSACTION.SUCCESS',
  subject: { type: 'UserState', organization: school, outUserId: pupil },
  contentHash: '0'.repeat(64),
  raw: '{"id":"…"}',
  receivedAt: noon,
  status: 'received',
  dueAt: noon,
  tries: 0,
  fence: 0,
  ...place,
});
type DeductionRefund = Extract<Refund, OfDeduction>;
export const refundNumbered = (n: number, change: Partial<DeductionRefund> = {}): DeductionRefund => ({
  no: `R-${n}` as RefundNo,
  organization: school,
  subMchid: '1900000109' as SubMchid,
  deduction: deductionNumbered(n).id,
  outUserId: 'pupil-0001' as OutUserId,
  transactionId: '4200000001',
  amount: 100 as Refund['amount'],
  total: 1000 as Refund['total'],
  reason: 'wrong dish',
  by: 'office',
  requestedAt: noon,
  status: 'requested',
  body: '{}',
  attempts: 0,
  queries: 0,
  version: 1,
  fence: 0,
  dueAt: noon,
  ...change,
});
/** A service order in service, looked at next at noon. */
export const payscoreNumbered = (n: number, change: Partial<PayscoreOrder> = {}): PayscoreOrder => {
  const no = `PS-${n}` as PayscoreOrderNo;
  return {
    no,
    terms: {
      no,
      introduction: '充电宝',
      payments: [],
      discounts: [],
      riskFund: { name: 'estimate', amount: 1_000 as Fen },
      times: { start: 'OnAccept' },
      notifyUrl: 'https://pay.school.example/notify',
      needsConfirm: false,
      openid: 'openid-1' as Openid,
    },
    body: '{}',
    status: 'in-service',
    said: { state: 'doing', description: 'user-confirm' },
    taken: {},
    requestedAt: noon,
    looks: 0,
    movedAt: noon,
    version: 4,
    fence: 0,
    dueAt: noon,
    ...change,
  };
};
export const eventNumbered = (n: number, subject = 'd0', organization = school): DomainEvent => ({
  key: `deduction/${subject}/${n}`,
  organization,
  subject: { kind: 'deduction', id: subject },
  at: noon,
  body: { type: 'DeductionHeld', reason: 'limit', words: String(n) },
});

/** A work that only writes. */
export const put = async (
  storage: Storage,
  organization: OrganizationId,
  writes: readonly Write[],
  events: readonly DomainEvent[] = [],
): Promise<void> => {
  right(
    await storage.transact({
      organization,
      read: {},
      decide: () => E.right({ writes, events, result: undefined }),
    })(),
  );
};
export const putDeduction = (storage: Storage, deduction: Deduction, organization = school): Promise<void> =>
  put(storage, organization, [write(ref('deduction', deduction.id), deduction)]);

/** Writes the record on only while its fence is the given one. */
export const fenced = <Q extends Queue>(
  at: Ref<Q>,
  fence: number,
  organization: OrganizationId = school,
): Work<{ readonly held: Ref<Q> }, { readonly type: 'LeaseLost' }, 'done'> => ({
  organization,
  read: { held: at },
  decide: ({ held }) =>
    held?.fence === fence ? E.right({ writes: [], events: [], result: 'done' }) : E.left({ type: 'LeaseLost' }),
});

/** The value, or a test that fails with the reason. */
export const right = <L, A>(either: E.Either<L, A>): A => {
  if (E.isLeft(either)) throw new Error(`refused: ${JSON.stringify(either.left)}`);
  return either.right;
};
export const deductionRef = (id: DeductionId): Ref<'deduction'> => ref('deduction', id);
