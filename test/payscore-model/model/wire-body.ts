import type { Profile } from './profile.ts';
import type { Item, Request } from './request.ts';

/** Who asks, as WeChat knows it. */
export interface Merchant {
  readonly appid: string;
  readonly subMchid: string;
  readonly serviceId: string;
  readonly notifyUrl: string;
}

/** The members that §4 names for a direct merchant and §5 for a partner. */
export const wireBody = (
  request: Request,
  orderNo: string,
  { party }: Profile,
  { appid, subMchid, serviceId, notifyUrl }: Merchant,
): Readonly<Record<string, unknown>> => {
  const asker = party === 'direct' ? { appid, service_id: serviceId } : { sub_mchid: subMchid, service_id: serviceId };
  switch (request.type) {
    case 'create':
      return {
        ...asker,
        appid,
        out_order_no: orderNo,
        service_introduction: request.introduction,
        ...list('post_payments', request.payments),
        ...list('post_discounts', request.discounts),
        time_range: { start_time: request.start, ...(request.end !== undefined && { end_time: request.end }) },
        risk_fund: { name: request.risk.name, amount: request.risk.amount },
        notify_url: notifyUrl,
        ...(request.openid !== undefined && { openid: request.openid }),
        need_user_confirm: request.confirm,
      };
    case 'complete':
      return {
        ...asker,
        ...list('post_payments', request.payments),
        ...list('post_discounts', request.discounts),
        total_amount: request.total,
        ...(request.end !== undefined && { time_range: { end_time: request.end } }),
      };
    case 'modify':
      return {
        ...asker,
        ...list('post_payments', request.payments),
        ...list('post_discounts', request.discounts),
        total_amount: request.total,
        reason: request.reason,
      };
    case 'cancel':
      return { ...asker, reason: request.reason };
    case 'sync':
      return { ...asker, type: 'Order_Paid', detail: { paid_time: request.paidTime } };
  }
};

const list = (name: string, items: readonly Item[]) => (items.length === 0 ? {} : { [name]: items });
