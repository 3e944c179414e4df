import {
  type CancelWish,
  type CompleteWish,
  type CreateWish,
  encodedAttach,
  type ModifyWish,
  type PayscoreDiscount,
  type PayscoreWish,
  type SyncWish,
} from '@facepay/domain';
import {
  PayscoreCancelRequest,
  PayscoreCompleteRequest,
  PayscoreCreateRequest,
  PayscoreModifyRequest,
  PayscorePartnerCancelRequest,
  PayscorePartnerCompleteRequest,
  PayscorePartnerCreateRequest,
  PayscorePartnerModifyRequest,
  PayscorePartnerSyncRequest,
  PayscoreSyncRequest,
} from '@facepay/wechat-protocol';
import {
  riskFundNames,
  toDevice,
  toDiscounts,
  toLocation,
  toPayments,
  toSums,
  toTimeRange,
  unlessBare,
  unlessEmpty,
} from './payscore-parts.ts';
import type { PayscoreSettings } from './payscore-settings.ts';

/** The body of a call, members in the documented order: the same wish gives the same text, for ever (INV-75). */
export const toPayscoreBody =
  (settings: PayscoreSettings) =>
  (wish: PayscoreWish): string =>
    JSON.stringify(bodyOf(settings, wish));

const bodyOf = (settings: PayscoreSettings, wish: PayscoreWish): object => {
  switch (wish.type) {
    case 'create':
      return createOf(settings, wish);
    case 'complete':
      return completeOf(settings, wish);
    case 'cancel':
      return cancelOf(settings, wish);
    case 'modify':
      return modifyOf(settings, wish);
    case 'sync':
      return syncOf(settings, wish);
  }
};

const createOf = ({ appid, serviceId, party }: PayscoreSettings, wish: CreateWish): object => {
  const { riskFund } = wish;
  const whole = {
    out_order_no: wish.no,
    appid,
    service_id: serviceId,
    service_introduction: wish.introduction,
    post_payments: unlessEmpty(toPayments(wish.payments)),
    post_discounts: unlessEmpty(toDiscounts(party.mode === 'direct' ? wish.discounts.map(unpriced) : wish.discounts)),
    time_range: toTimeRange(wish.times),
    location: toLocation(wish.location),
    risk_fund: { name: riskFundNames[riskFund.name], amount: riskFund.amount, description: riskFund.description },
    attach: wish.attach === undefined ? undefined : encodedAttach(wish.attach),
    notify_url: wish.notifyUrl,
    openid: wish.openid,
    need_user_confirm: wish.needsConfirm,
    device: toDevice(wish.device),
  };
  return party.mode === 'direct'
    ? PayscoreCreateRequest.encode(whole)
    : PayscorePartnerCreateRequest.encode({ ...whole, sub_mchid: party.subMchid });
};

/** What a discount will take off is no member of a merchant's own create (`payscore-wire.md` §3.3). */
const unpriced = ({ name, description, count }: PayscoreDiscount): PayscoreDiscount => ({
  name,
  description,
  ...(count === undefined ? {} : { count }),
});

const completeOf = ({ appid, serviceId, party }: PayscoreSettings, wish: CompleteWish): object => {
  const whole = {
    service_id: serviceId,
    ...toSums(wish),
    time_range: unlessBare(toTimeRange(wish.times ?? {})),
    location: toLocation(wish.location),
    profit_sharing: wish.profitSharing,
    goods_tag: wish.goodsTag,
    device: toDevice(wish.device),
  };
  return party.mode === 'direct'
    ? PayscoreCompleteRequest.encode({ appid, ...whole })
    : PayscorePartnerCompleteRequest.encode({ sub_mchid: party.subMchid, ...whole });
};

const cancelOf = ({ appid, serviceId, party }: PayscoreSettings, { reason }: CancelWish): object =>
  party.mode === 'direct'
    ? PayscoreCancelRequest.encode({ appid, service_id: serviceId, reason })
    : PayscorePartnerCancelRequest.encode({ service_id: serviceId, sub_mchid: party.subMchid, reason });

const modifyOf = ({ appid, serviceId, party }: PayscoreSettings, wish: ModifyWish): object => {
  const whole = { service_id: serviceId, ...toSums(wish), reason: wish.reason, device: toDevice(wish.device) };
  return party.mode === 'direct'
    ? PayscoreModifyRequest.encode({ appid, ...whole })
    : PayscorePartnerModifyRequest.encode({ sub_mchid: party.subMchid, ...whole });
};

const syncOf = ({ appid, serviceId, party }: PayscoreSettings, { paidTime }: SyncWish): object => {
  const whole = { service_id: serviceId, type: 'Order_Paid', detail: { paid_time: paidTime } };
  return party.mode === 'direct'
    ? PayscoreSyncRequest.encode({ appid, ...whole })
    : PayscorePartnerSyncRequest.encode({ sub_mchid: party.subMchid, ...whole });
};
