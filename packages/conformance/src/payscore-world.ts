import {
  type CompleteWish,
  type CreateWish,
  hour,
  type Instant,
  type ModifyWish,
  Openid,
  type PayscoreAnswer,
  PayscoreOrderNo,
  type PayscoreReading,
  type PayscoreRef,
  type PayscoreWish,
  toCompact,
  type WechatPayscore,
  type WechatPayscorePermissions,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Disturbance } from './wechat-world.ts';
import { fen, must } from './wechat-world.ts';

/** How one service is set up at WeChat: its users confirm each order, or have authorised it once for all. */
export type PayscoreConfirmation = 'confirm' | 'no-confirm';

/** One Pay Score service at a WeChat Pay that a suite can drive, and our ports towards it. Its cap is 500 yuan. */
export interface PayscoreWorld {
  readonly orders: WechatPayscore;
  readonly permissions: WechatPayscorePermissions;
  readonly now: () => Instant;
  readonly pass: (ms: number) => Promise<void>;
  /** Of the next call that matters. */
  readonly disturb: (what: Disturbance) => Promise<void>;
  /** The user authorises the service inside WeChat, at a face terminal or by the token of a pre-authorisation. */
  readonly authorise: (openid: Openid, token?: string) => Promise<void>;
  /** The user confirms an order in the mini program. */
  readonly confirm: (no: PayscoreOrderNo, openid: Openid) => Promise<void>;
  /** The user pays actively, and stays in the cashier for so long. */
  readonly pay: (no: PayscoreOrderNo, takesMs: number) => Promise<void>;
  /** What attempts to collect from the user find from now on. */
  readonly purse: (openid: Openid, holds: 'enough' | 'nothing') => Promise<void>;
}
export type OpenPayscoreWorld = (confirmation: PayscoreConfirmation) => Promise<PayscoreWorld>;

export const orderNo = (text: string): PayscoreOrderNo => must(PayscoreOrderNo.of(text));
export const orderRef = (no: PayscoreOrderNo): PayscoreRef => ({ no });

const service = { type: 'create', introduction: '某某酒店', payments: [], discounts: [] } as const;
export const createWish = (no: PayscoreOrderNo, openid?: Openid): CreateWish => ({
  ...service,
  no,
  riskFund: { name: 'estimate', amount: fen(10_000) },
  times: { start: 'OnAccept' },
  notifyUrl: 'https://school.example/notify',
  needsConfirm: openid === undefined,
  ...(openid !== undefined && { openid }),
});
const billOf = (total: number) => ({
  payments: [{ name: '就餐费用服务费', amount: fen(total + 100) }],
  discounts: [{ name: '满20减1元', description: '不与其他优惠叠加', amount: fen(100) }],
  total: fen(total),
});
export const completeWish = (total: number, endsAt: Instant): CompleteWish => ({
  type: 'complete',
  ...billOf(total),
  times: { end: toCompact(endsAt) },
});
export const modifyWish = (total: number): ModifyWish => ({ type: 'modify', ...billOf(total), reason: '用户投诉' });
export const syncWish = (paidAt: Instant): PayscoreWish => ({ type: 'sync', paidTime: toCompact(paidAt) });
export const cancelWish = (reason = '不需要了'): PayscoreWish => ({ type: 'cancel', reason });

export type Sent = E.Either<unknown, PayscoreAnswer>;
export const ask = (world: PayscoreWorld, no: PayscoreOrderNo, wish: PayscoreWish): Promise<Sent> =>
  world.orders.send(orderRef(no), wish.type, world.orders.prepare(wish))();
/** Taken in: a merchant is mostly shown the order, a provider is not. */
export const takenIn = (sent: Sent): boolean =>
  E.isRight(sent) && (sent.right.type === 'PayscoreShown' || sent.right.type === 'PayscoreAccepted');
export const shown = async (world: PayscoreWorld, no: PayscoreOrderNo): Promise<PayscoreReading> => {
  const answer = must(await world.orders.query(orderRef(no))());
  if (answer.type !== 'PayscoreShown') throw new Error(`not shown: ${answer.type}`);
  return answer.order;
};

export interface InService {
  readonly world: PayscoreWorld;
  readonly no: PayscoreOrderNo;
  readonly openid: Openid;
}
/** Somebody who authorised the service, with an order that has been in service for an hour. */
export const openInService = async (open: OpenPayscoreWorld): Promise<InService> => {
  const world = await open('no-confirm');
  await world.purse(guest, 'enough');
  await world.authorise(guest);
  const no = orderNo('P-1');
  must(await ask(world, no, createWish(no, guest)));
  await world.pass(hour);
  return { world, no, openid: guest };
};
/** The same, completed for 3900 fen; WeChat will try to collect them in a moment. */
export const openCompleted = async (
  open: OpenPayscoreWorld,
  holds: 'enough' | 'nothing' = 'nothing',
): Promise<InService> => {
  const order = await openInService(open);
  await order.world.purse(order.openid, holds);
  must(await ask(order.world, order.no, completeWish(3900, order.world.now())));
  return order;
};
export const guest: Openid = must(Openid.of('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'));
