import {
  type Claimed,
  defaultPayscorePolicy,
  defaultPolicy,
  defaultRefundPolicy,
  type Fen,
  Instant,
  type LaterWish,
  type NoticeId,
  type NoticeSubject,
  type Openid,
  type PayscoreAnswer,
  type PayscoreCall,
  type PayscoreOrder,
  type PayscoreOrderNo,
  type PayscoreReading,
  payscoreScope,
  type PayscoreTerms,
  type PayscoreWish,
  type RefundNo,
  ref,
  type WechatFailure,
} from '@facepay/domain';
import { createMemoryStorage } from '@facepay/memory';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  applyNotice,
  askPayscoreOrder,
  openPayscoreOrder,
  progressPayscoreOrder,
  progressRefund,
  refundPayscoreOrder,
  takeInNotice,
} from '../src/index.ts';
import { refunded, right } from './school.ts';

export const orderNo = 'PS-0001' as PayscoreOrderNo;
const noon = Instant.of(Date.UTC(2026, 8, 1, 4)); // 2026-09-01 12:00 in Beijing
const terms = (over: Partial<PayscoreTerms> = {}): PayscoreTerms => ({
  no: orderNo,
  introduction: '刷脸取货',
  payments: [],
  discounts: [],
  riskFund: { name: 'estimate', amount: 10_000 as Fen },
  times: { start: 'OnAccept' },
  notifyUrl: 'https://pay.example.com/notify/wechat/1900000001',
  needsConfirm: false,
  openid: 'openid-1' as Openid,
  ...over,
});
/** Half a minute of service: time must have passed since it was opened. */
export const complete = (total: number): LaterWish => ({
  type: 'complete',
  payments: [{ name: '商品信息', amount: total as Fen }],
  discounts: [],
  total: total as Fen,
  times: { end: '20260901120030' },
});
export const shown = (order: PayscoreReading): PayscoreAnswer => ({ type: 'PayscoreShown', order });
export const inService: PayscoreReading = { state: 'doing', description: 'user-confirm', orderId: 'W1' };
export const awaiting = (total: number): PayscoreReading => ({
  state: 'doing',
  description: 'mch-complete',
  orderId: 'W1',
  total: total as Fen,
  needCollection: true,
  collection: { state: 'user-paying', total: total as Fen, paying: total as Fen, paid: 0 as Fen, details: [] },
});
export const collected = (total: number, by: 'wechat' | 'merchant' = 'wechat'): PayscoreReading => ({
  state: 'done',
  orderId: 'W1',
  total: total as Fen,
  needCollection: true,
  collection: {
    state: 'user-paid',
    total: total as Fen,
    paying: 0 as Fen,
    paid: total as Fen,
    details: [{ amount: total as Fen, by, ...(by === 'wechat' ? { transactionId: '4200000001' } : {}) }],
  },
});
export const lost: WechatFailure = { type: 'WechatUnknown', reason: 'timeout', trace: {} };

const once = (key: string) => ({ key, request: key, answer: (order: PayscoreOrder) => JSON.stringify(order) });
const unused = () => {
  throw new Error('not of Pay Score');
};

/** One Pay Score service over the memory store. WeChat is what the test says it answers; every request it saw is kept. */
export const openPayscore = (faults: { readonly decideTwice?: boolean } = {}) => {
  const store = createMemoryStorage({ faults: { decideTwice: faults.decideTwice ?? false } });
  let now = noon;
  const sent: { readonly call: PayscoreCall; readonly body: string }[] = [];
  const refundsSent: { readonly no: string; readonly amount: number; readonly body: string }[] = [];
  let queries = 0;
  let keys = 0;
  const world = {
    onSend: (() => E.right(shown(inService))) as (call: PayscoreCall) => E.Either<WechatFailure, PayscoreAnswer>,
    onQuery: (() => E.right({ type: 'PayscoreNotFound' })) as () => E.Either<WechatFailure, PayscoreAnswer>,
  };
  const deps = {
    ...store,
    clock: { now: () => now },
    refundPolicy: defaultRefundPolicy,
    refunds: {
      prepare: ({ no, amount }: { readonly no: string; readonly amount: number }) => JSON.stringify({ no, amount }),
      send: (request: { readonly no: string; readonly amount: number }, body: string) => async () => {
        refundsSent.push({ no: request.no, amount: request.amount, body });
        return E.right(refunded(now));
      },
      query: () => TE.right({ type: 'RefundNotFound' as const }),
    },
    policy: defaultPolicy,
    payscore: {
      orders: {
        prepare: (wish: PayscoreWish) => JSON.stringify(wish),
        send: (_: unknown, call: PayscoreCall, body: string) => async () => {
          sent.push({ call, body });
          return world.onSend(call);
        },
        query: () => async () => {
          queries += 1;
          return world.onQuery();
        },
      },
      permissions: {
        preAuthorise: () => TE.right('token'),
        read: () => TE.right(undefined),
        terminate: () => TE.right('terminated' as const),
      },
      policy: { ...defaultPayscorePolicy, riskCap: 20_000 as Fen, assessment: 'refuse' as const },
    },
  };
  const nextKey = (): string => `key-${(keys += 1)}`;
  const order = async (): Promise<PayscoreOrder> => {
    const found = right(await store.reads.find(payscoreScope, ref('payscoreOrder', orderNo))());
    if (found === undefined) throw new Error('no such order');
    return found;
  };
  return {
    world,
    deps,
    sent,
    refundsSent,
    refund: (no: string, amount: number, key = nextKey()) =>
      refundPayscoreOrder(deps)(
        orderNo,
        { refundNo: no as RefundNo, amount: amount as Fen, reason: '多收', by: 'office' },
        { key, request: key, answer: (refund) => JSON.stringify(refund) },
      )(),
    workRefunds: async () => {
      const claimed: readonly Claimed[] = right(await store.dueWork.claim('refund', now, 30_000, 100)());
      return Promise.all(claimed.map((work) => progressRefund(deps)(work)()));
    },
    queries: () => queries,
    now: () => now,
    pass: (ms: number): void => void (now = Instant.of(now + ms)),
    open: (over: Partial<PayscoreTerms> = {}, key = nextKey()) =>
      openPayscoreOrder(deps)(terms(over), 'office', once(key))(),
    ask: (wish: LaterWish, key = nextKey()) => askPayscoreOrder(deps)(orderNo, wish, 'office', once(key))(),
    order,
    work: async () => {
      const claimed: readonly Claimed[] = right(await store.dueWork.claim('payscoreOrder', now, 30_000, 100)());
      return Promise.all(claimed.map((work) => progressPayscoreOrder(deps)(work)()));
    },
    notice: async (id: string, subject: NoticeSubject) =>
      takeInNotice({
        ...deps,
        notices: {
          read: async () =>
            E.right({
              id: id as NoticeId,
              eventType: 'PAYSCORE.USER_PAID',
              subject,
              contentHash: id.padEnd(20, '0'),
              raw: id,
            }),
        },
      })({ headers: {}, body: new Uint8Array() })(),
    applyNotices: async () => {
      const claimed = right(await store.dueWork.claim('notice', now, 30_000, 100)());
      const others = { token: unused, read: unused, terminate: unused, payer: unused };
      const wechat = { prepare: unused, send: unused, query: unused, shown: unused };
      return Promise.all(
        claimed.map((work) =>
          applyNotice({
            ...deps,
            members: others,
            wechat,
          })(work)(),
        ),
      );
    },
  };
};
