import {
  type Claimed,
  type Clock,
  type CredentialHash,
  defaultPolicy,
  defaultRefundPolicy,
  type Deduction,
  type DeductionAnswer,
  type DeductionRef,
  type Device,
  type DeviceId,
  type Fen,
  Instant,
  type MemberChange,
  type NoticeId,
  type NoticeSubject,
  type OrganizationId,
  type OutUserId,
  platform,
  type PresignRequest,
  ref,
  type Refund,
  type RefundAnswer,
  type RefundRef,
  type SubMchid,
  type UnsignedSale,
  type UserId,
  type UserReading,
  type VoucherClaims,
  type WechatFailure,
} from '@facepay/domain';
import { createMemoryStorage } from '@facepay/memory';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  acceptVouchers,
  adoptOrganization,
  applyNotice,
  enrolDevice,
  progressDeduction,
  progressRefund,
  putMember,
  takeInNotice,
} from '../src/index.ts';

export const school = 'O00A1B2Z0123456789' as OrganizationId;
export const subMchid = '1900000109' as SubMchid;
export const pupil = 'pupil-0001' as OutUserId;
export const userId = 'FU00A1B2Z0c0ffee' as UserId;
export const noon = Instant.of(Date.UTC(2026, 8, 1, 4)); // a Tuesday, 12:00 in Beijing

export const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isRight(result)) return result.right;
  throw new Error(`refused: ${JSON.stringify(result.left)}`);
};

type Send = (request: DeductionRef, body: string) => E.Either<WechatFailure, DeductionAnswer>;
export const paid = (request: DeductionRef, at: Instant): DeductionAnswer => ({
  type: 'Settled',
  no: request.no,
  amount: request.amount,
  paidAt: at,
  transactionId: `4200${request.no.slice(-8)}`,
  debt: 'none',
});
export const refunded = (at: Instant): RefundAnswer => ({ type: 'Refunded', refundId: '5030000001', refundedAt: at });
export const lost: WechatFailure = { type: 'WechatUnknown', reason: 'timeout', trace: {} };

/** One school over the memory store. WeChat is what the test says it answers; every request it saw is kept. */
export const openSchool = async (options: { readonly decideTwice?: boolean; readonly testMerchant?: boolean } = {}) => {
  const store = createMemoryStorage({ faults: { decideTwice: options.decideTwice ?? false } });
  let now = noon;
  const clock: Clock = { now: () => now };
  const sent: { readonly no: string; readonly body: string }[] = [];
  const refundsSent: { readonly no: string; readonly body: string }[] = [];
  const told: MemberChange[] = [];
  const world = {
    onChange: (() => E.right(undefined)) as () => E.Either<WechatFailure, void>,
    onSend: ((request) => E.right(paid(request, now))) as Send,
    onQuery: (() => E.right({ type: 'NotFound' })) as (
      request: DeductionRef,
    ) => E.Either<WechatFailure, DeductionAnswer>,
    onRefund: (() => E.right(refunded(now))) as (
      request: RefundRef,
      body: string,
    ) => E.Either<WechatFailure, RefundAnswer>,
    onRefundQuery: (() => E.right({ type: 'RefundNotFound' })) as (
      request: RefundRef,
    ) => E.Either<WechatFailure, RefundAnswer>,
    reading: signed() as UserReading | undefined,
  };
  const deps = {
    ...store,
    clock,
    policy: defaultPolicy,
    deviceIp: '127.0.0.1',
    organizations: { find: (organizationId: OrganizationId) => TE.right({ organizationId, name: '晨光中学' }) },
    members: {
      token: () => TE.right('token'),
      read: () => TE.right(world.reading === undefined ? undefined : { ...world.reading, startedAt: now }),
      terminate: () => TE.right(undefined),
      payer: () => TE.right('openid-1'),
    },
    memberChanges: {
      patch: (_: OrganizationId, __: OutUserId, change: MemberChange) => async () => {
        told.push(change);
        return world.onChange();
      },
      presign: (request: PresignRequest) => TE.right(`presign ${request.name} ${request.mode}`),
      repaymentLink: () => TE.right({ url: 'https://pay.example/1', expiresAt: now }),
    },
    refundPolicy: defaultRefundPolicy,
    refunds: {
      prepare: ({ no, amount, total, transactionId }: RefundRef) =>
        JSON.stringify({ no, amount, total, transactionId }),
      send: (request: RefundRef, body: string) => async () => {
        refundsSent.push({ no: request.no, body });
        return world.onRefund(request, body);
      },
      query: (request: RefundRef) => async () => world.onRefundQuery(request),
    },
    wechat: {
      prepare: ({
        no,
        amount,
        credential,
      }: {
        readonly no: string;
        readonly amount: number;
        readonly credential: string;
      }) => JSON.stringify({ no, amount, credential }),
      send: (request: DeductionRef, body: string) => async () => {
        sent.push({ no: request.no, body });
        return world.onSend(request, body);
      },
      query: (request: DeductionRef) => async () => world.onQuery(request),
      shown: () => ({ interface: 'POST /deduct', parameters: {} }),
    },
    vouchers: {
      read: async (entry: unknown) => entry as never,
      keep: (sale: UnsignedSale) => ({
        bytes: JSON.stringify(sale),
        hash: textHash(JSON.stringify(sale)),
        credentialHash: textHash(sale.credential) as CredentialHash,
        credentialWhole: !sale.credential.startsWith('cut'),
      }),
      saleDetails: (bytes: string) =>
        bytes === '' ? undefined : { credential: `credential of ${bytes}`, description: '午餐' },
      acknowledge: async ({ sequence }: { readonly sequence: number }) => `ack ${sequence}`,
    },
  };
  right(
    await adoptOrganization(deps)({
      organizationId: school,
      subMchid,
      scene: 'canteen',
      testMerchant: options.testMerchant ?? false,
    })(),
  );
  right(
    await putMember(deps)(
      { organization: school, outUserId: pupil },
      { name: '李雷', phone: '13800000000', userType: 'student', classOrPost: '七年级1班' },
    )(),
  );
  const device = right(
    await enrolDevice(deps)({ deviceId: 'T1' as DeviceId, organization: school, name: 'T1', publicKey: 'key' })(),
  );

  const progress = async (): Promise<readonly E.Either<{ readonly type: string }, Deduction>[]> => {
    const claimed: readonly Claimed[] = right(await store.dueWork.claim('deduction', now, 30_000, 100)());
    return Promise.all(claimed.map((work) => progressDeduction(deps)(work)()));
  };
  return {
    world,
    deps,
    store,
    device,
    sent,
    told,
    now: () => now,
    pass: (ms: number): void => void (now = Instant.of(now + ms)),
    upload: (of: Device, ...vouchers: readonly VoucherClaims[]) =>
      acceptVouchers(deps)(
        of,
        vouchers.map((claims) => ({ type: 'Voucher', claims })),
      )(),
    progress,
    refundsSent,
    progressRefunds: async (): Promise<readonly E.Either<{ readonly type: string }, Refund>[]> => {
      const claimed: readonly Claimed[] = right(await store.dueWork.claim('refund', now, 30_000, 100)());
      return Promise.all(claimed.map((work) => progressRefund(deps)(work)()));
    },
    refunds: async (): Promise<readonly Refund[]> =>
      right(await store.reads.page('refund', { organization: school }, 200)()).items,
    deductions: async (): Promise<readonly Deduction[]> =>
      right(await store.reads.page('deduction', { organization: school }, 200)()).items,
    device1: async (): Promise<Device | undefined> => right(await store.reads.find(platform, ref('device', 'T1'))()),
    spending: async () => right(await store.reads.find(platform, ref('spending', `${school}/${pupil}`))()),
    notice: async (id: string, subject: NoticeSubject, content = id) =>
      takeInNotice({
        ...deps,
        notices: {
          read: async () =>
            E.right({
              id: id as NoticeId,
              eventType: 'X',
              subject,
              contentHash: content.padEnd(20, '0'),
              raw: content,
            }),
        },
      })({ headers: {}, body: new Uint8Array() })(),
    applyNotices: async () => {
      const claimed = right(await store.dueWork.claim('notice', now, 30_000, 100)());
      return Promise.all(claimed.map((work) => applyNotice(deps)(work)()));
    },
  };
};

export const signed = (): UserReading => ({
  startedAt: noon,
  userId,
  faceImage: 'ready',
  usage: 'normal',
  contract: { status: 'signed', contractId: 'CI1' as never, mode: 'any-card', cardFrom: 'payer', signedAt: noon },
});

/** 64 hex digits, others for another text of these tests. */
const textHash = (text: string): string =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padStart(64, '0')
    .slice(-64);
const hashOf = (n: number): string => n.toString(16).padStart(64, 'a');

/** The nth voucher of an unbroken chain. */
export const voucher = (n: number, over: Partial<VoucherClaims> = {}): VoucherClaims => ({
  keyEpoch: 1,
  sequence: n,
  previousHash: n === 1 ? '0'.repeat(64) : hashOf(n - 1),
  hash: hashOf(n),
  bytes: `voucher ${n}`,
  organization: school,
  subMchid,
  outUserId: pupil,
  userId,
  amount: 1_000 as Fen,
  saleAt: noon,
  credentialHash: n.toString(16).padEnd(64, 'c') as CredentialHash,
  credentialWhole: true,
  ...over,
});
