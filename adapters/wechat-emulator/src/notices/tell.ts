import { eventTypes, originalTypes } from '@facepay/wechat-protocol';
import { beijingTime } from '../beijing-time.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { Order } from '../money-truth/order.ts';
import type { RefundablePayment } from '../money-truth/payment-of.ts';
import type { Refund } from '../money-truth/refund.ts';
import type { EmulatorSettings } from '../settings.ts';
import { refundNoticeBody } from '../wire/refund-body.ts';
import { transactionBody } from '../wire/transaction-body.ts';
import type { World } from '../world/world.ts';
import type { NoticeOffice } from './notice-office.ts';
import { createTellPayscore, type TellPayscore } from './tell-payscore.ts';

/** What WeChat tells the provider of its own accord. */
export interface Tell extends TellPayscore {
  /** After signing, termination, disabling. Says that something changed, never what (`k12-wire.md` §8.2). */
  readonly userStateChanged: (user: FaceUser, now: number) => void;
  readonly transactionEnded: (order: Order, now: number) => void;
  readonly refundEnded: (refund: Refund, payment: RefundablePayment, now: number) => void;
  readonly advanceRepaid: (order: Order, now: number) => void;
}

export interface TellDeps {
  readonly world: World;
  readonly office: NoticeOffice;
  readonly settings: EmulatorSettings;
  readonly mchid: string;
  readonly appid: string;
}

const refundNews = {
  SUCCESS: [eventTypes.refundSuccess, '退款成功'],
  ABNORMAL: [eventTypes.refundAbnormal, '退款异常'],
  CLOSED: [eventTypes.refundClosed, '退款关闭'],
} as const;

export const createTell = (deps: TellDeps): Tell => ({ ...createTellPayscore(deps), ...createTellFacepay(deps) });

const createTellFacepay = ({ world, office, settings, mchid, appid }: TellDeps): Omit<Tell, keyof TellPayscore> => ({
  userStateChanged: (user, now) => {
    const contract = user.contractId === undefined ? undefined : world.contracts.get(user.contractId);
    const resource = {
      user_id: user.userId,
      out_user_id: user.outUserId,
      organization_id: user.organizationId,
      mch_id: mchid,
      notify_create_time: beijingTime(now),
      appid,
      openid: contract?.openid,
      contract_id: contract?.contractId,
    };
    office.send(
      {
        eventType: eventTypes.userStateChange,
        originalType: originalTypes.userStateChange,
        summary: '刷脸用户签约状态变更',
        resource,
      },
      now,
    );
  },
  transactionEnded: (order, now) => {
    if (!settings.transactionNotices) return;
    const success = order.tradeState === 'SUCCESS';
    office.send(
      {
        eventType: success ? eventTypes.transactionSuccess : eventTypes.transactionFail,
        originalType: originalTypes.transaction,
        summary: success ? '支付成功' : '支付失败',
        resource: transactionBody(order),
      },
      now,
    );
  },
  refundEnded: (refund, payment, now) => {
    if (refund.state === 'PROCESSING') return;
    const [eventType, summary] = refundNews[refund.state];
    const resource = refundNoticeBody(refund, payment);
    office.send({ eventType, originalType: originalTypes.refund, summary, resource }, now);
  },
  advanceRepaid: (order, now) => {
    if (!settings.repaymentNotices) return;
    office.send(
      {
        eventType: eventTypes.transactionPayBack,
        originalType: originalTypes.transaction,
        summary: '垫资还款成功',
        resource: transactionBody(order),
      },
      now,
    );
  },
});
