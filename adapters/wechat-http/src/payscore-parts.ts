import type { PayscoreBill, PayscoreDiscount, PayscorePayment, PayscoreTimes, RiskFundName } from '@facepay/domain';
import type { PostDiscount, PostPayment, ServiceDevice, ServiceLocation, TimeRange } from '@facepay/wechat-protocol';

/** 押金, 预付款, 保证金, 预估订单费用 (`payscore-wire.md` §3.4). */
export const riskFundNames: Readonly<Record<RiskFundName, string>> = {
  deposit: 'DEPOSIT',
  advance: 'ADVANCE',
  'cash-deposit': 'CASH_DEPOSIT',
  estimate: 'ESTIMATE_ORDER_COST',
};

export const toPayments = (payments: readonly PayscorePayment[]): readonly PostPayment[] =>
  payments.map(({ name, amount, description, count }) => ({ name, amount, description, count }));
export const toDiscounts = (discounts: readonly PayscoreDiscount[]): readonly PostDiscount[] =>
  discounts.map(({ name, description, amount, count }) => ({ name, description, amount, count }));
/** A list of nothing is not sent. */
export const unlessEmpty = <A>(items: readonly A[]): readonly A[] | undefined =>
  items.length === 0 ? undefined : items;

interface Sums {
  readonly post_payments: readonly PostPayment[];
  readonly post_discounts: readonly PostDiscount[] | undefined;
  readonly total_amount: number;
}
/** 后付费项目, 优惠 and total: they replace those of the creation. */
export const toSums = ({ payments, discounts, total }: PayscoreBill): Sums => ({
  post_payments: toPayments(payments),
  post_discounts: unlessEmpty(toDiscounts(discounts)),
  total_amount: total,
});

export const toTimeRange = ({ start, end, startRemark, endRemark }: Partial<PayscoreTimes>): TimeRange => ({
  start_time: start,
  start_time_remark: startRemark,
  end_time: end,
  end_time_remark: endRemark,
});

export const toLocation = ({ start, end }: { readonly start?: string; readonly end?: string } = {}):
  | ServiceLocation
  | undefined => unlessBare({ start_location: start, end_location: end });

export const toDevice = ({
  start,
  end,
  materialNo,
}: { readonly start?: string; readonly end?: string; readonly materialNo?: string } = {}): ServiceDevice | undefined =>
  unlessBare({ start_device_id: start, end_device_id: end, materiel_no: materialNo });

/** No object where nothing is given. */
export const unlessBare = <A extends object>(whole: A): A | undefined =>
  Object.values(whole).every((value) => value === undefined) ? undefined : whole;
