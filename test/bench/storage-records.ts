import {
  type Attempt,
  type CredentialHash,
  type Deduction,
  deductionDecider,
  deductionIdOf,
  deductionNoOf,
  type Device,
  type DeviceId,
  type DomainEvent,
  emptyChain,
  eventsOf,
  type FaceUser,
  type Fen,
  Instant,
  later,
  type Notice,
  type NoticeId,
  type Organization,
  type OrganizationId,
  type OutUserId,
  type Spending,
  type StoredVoucher,
  type SubMchid,
  type UserId,
  voucherId,
} from '@facepay/domain';
import { randomBytes } from 'node:crypto';

export const noon = Instant.of(Date.UTC(2026, 8, 1, 4, 0));
export const school = 'O100' as OrganizationId;
export const device: Device = {
  deviceId: 'D1' as DeviceId,
  organization: school,
  name: 'canteen 1',
  publicKey: 'A'.repeat(43),
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('0'.repeat(64)),
  enrolledAt: noon,
};
export const organization: Organization = {
  organizationId: school,
  name: '实验小学',
  subMchid: '1900000001' as SubMchid,
  scene: 'canteen',
  testMerchant: false,
  adoptedAt: noon,
  denyListVersion: 0,
  version: 1,
};
export const pupils = 200;
export const memberNumbered = (n: number): FaceUser => ({
  organization: school,
  outUserId: `pupil-${String(n % pupils).padStart(5, '0')}` as OutUserId,
  userId: `FU${n % pupils}` as UserId,
  profile: { name: '王小明', phone: '13800138000', userType: 'student', classOrPost: '三年二班' },
  faceImage: 'ready',
  usage: 'normal',
  contract: {
    status: 'signed',
    contractId: `c${n % pupils}` as Extract<FaceUser['contract'], { status: 'signed' }>['contractId'],
    mode: 'any-card',
    cardFrom: 'payer',
    signedAt: noon,
  },
  debts: [],
  version: 1,
});

/** Keys come in no order, as hashes and WeChat's ids do. */
const hashed = (n: number): number => (Math.imul(n, 0x9e37_79b1) ^ 0x5bd1_e995) >>> 0;
const raw = randomBytes(840).toString('base64');
const makeNotice = (n: number): Notice => ({
  id: `${hashed(n).toString(16).padStart(8, '0')}-5b5f-5b5f-8c4f-${String(n).padStart(12, '0')}` as NoticeId,
  eventType: 'TRANSACTION.SUCCESS',
  subject: {
    type: 'Deduction',
    no: `F${String(n).padStart(30, '0')}1` as Deduction['no'],
    claim: { totalFen: 12, subMchid: '1900000001', tradeState: 'SUCCESS' },
  },
  contentHash: 'ab'.repeat(32),
  raw: `{"id":"${n}","resource":{"ciphertext":"${raw}"}}`,
  receivedAt: noon,
  status: 'received',
  dueAt: later(noon, n),
  tries: 0,
  fence: 0,
});

const makeSale = (n: number): Deduction => {
  const { outUserId, userId = 'FU0' as UserId } = memberNumbered(n);
  const credentialHash = hashed(n).toString(16).padStart(8, '0').repeat(8) as CredentialHash;
  const sale = {
    id: deductionIdOf(credentialHash),
    organization: school,
    subMchid: organization.subMchid,
    device: device.deviceId,
    voucher: voucherId(device.deviceId, 1, n + 1),
    credentialHash,
    outUserId,
    userId,
    amount: 10_000 as Fen,
    saleAt: noon,
    receivedAt: noon,
  };
  const received = deductionDecider.evolve(undefined, { type: 'DeductionReceived', sale });
  if (received === undefined) throw new Error('a received sale makes a deduction');
  return { ...received, dueAt: noon };
};
const notices = new Map<number, Notice>();
const sales = new Map<number, Deduction>();
/** Makes what is named by these numbers, so that it is not made while something is measured. */
export const prepareRecords = (from: number, count: number): void => {
  notices.clear();
  sales.clear();
  for (let n = from; n < from + count; n += 1) {
    notices.set(n, makeNotice(n));
    sales.set(n, makeSale(n));
  }
};
export const noticeOf = (n: number): Notice => notices.get(n) ?? makeNotice(n);
export const saleOf = (n: number): Deduction => sales.get(n) ?? makeSale(n);

export const voucherOf = (n: number, sale: Deduction): StoredVoucher => ({
  id: sale.voucher,
  device: device.deviceId,
  sequence: n,
  bytes: raw.slice(0, 720),
  hash: 'cd'.repeat(32),
  deduction: sale.id,
  receivedAt: noon,
});
export const attemptOf = (sale: Deduction, key: string): Attempt => ({
  deduction: sale.id,
  no: sale.no,
  at: noon,
  bodyOf: key,
  body: `{"out_trade_no":"${sale.no}","auth_code":"${raw.slice(0, 400)}","organization_id":"O100","amount":{"total":10000}}`,
});
export const sentOf = (sale: Deduction, key: string): Deduction => ({
  ...sale,
  status: 'in-flight',
  request: key,
  no: deductionNoOf(sale.id, 1),
  attempts: { total: 1, day: dayOfNoon, onDay: 1 },
  lastAttemptAt: noon,
  version: sale.version + 2,
});
export const paidOf = (sale: Deduction): Deduction => {
  const { dueAt: _, leaseUntil: __, ...rest } = sale;
  const transactionId = '4200002026090112345678901234';
  return { ...rest, status: 'paid', paidAt: noon, transactionId, version: sale.version + 1 };
};
const dayOfNoon = '2026-09-01' as Exclude<Deduction['attempts']['day'], undefined>;
export const spendingOf = (sale: Deduction, { open, settled }: Spending, paid: boolean): Spending =>
  paid
    ? {
        open: open.filter(({ deduction }) => deduction !== sale.id),
        settled: [{ day: dayOfNoon, amount: sale.amount }],
      }
    : { open: [...open, { deduction: sale.id, amount: sale.amount, day: dayOfNoon }], settled };

const told = (sale: Deduction, bodies: readonly DomainEvent['body'][]): readonly DomainEvent[] =>
  eventsOf(
    { organization: school, subject: { kind: 'deduction', id: sale.id }, at: noon, versionBefore: sale.version },
    bodies,
  );
export const received = (sale: Deduction): readonly DomainEvent[] =>
  told({ ...sale, version: 0 }, [{ type: 'DeductionReceived', sale }]);
export const begun = (sale: Deduction, request: string, at: Instant = noon): readonly DomainEvent[] =>
  told(sale, [
    { type: 'DeductionReserved', day: dayOfNoon },
    { type: 'AttemptBegun', no: sale.no, at, request },
  ]);
export const settled = (sale: Deduction): readonly DomainEvent[] =>
  told(sale, [{ type: 'DeductionPaid', paidAt: noon, transactionId: '4200002026090112345678901234' }]);
