import { Fen, Openid, PayscoreOrderNo, type PayscoreRef, type PayscoreWish, SubMchid } from '@facepay/domain';
import type { PayscoreService } from '../src/payscore-settings.ts';
import type { WechatPayscoreHttp } from '../src/payscore-http.ts';
import { type FakeGateway, mchid, openFakeGateway } from './fake-gateway.ts';
import { must } from './orders.ts';

export const modes = ['direct', 'partner'] as const;
export type Mode = (typeof modes)[number];
export const payscoreNo = must(PayscoreOrderNo.of('1234323JKHDFE1243252'));
export const payscoreRef: PayscoreRef = { no: payscoreNo };
const parties: Readonly<Record<Mode, PayscoreService['party']>> = {
  direct: { mode: 'direct' },
  partner: { mode: 'partner', subMchid: must(SubMchid.of('1600000001')) },
};

/** The real adapter in this mode, before a gateway that really signs. */
export const openPayscoreGateway = (
  mode: Mode = 'direct',
): FakeGateway & { readonly payscore: WechatPayscoreHttp; readonly party: PayscoreService['party'] } => {
  const party = parties[mode];
  const gateway = openFakeGateway({ payscore: { serviceId: '500001', party } });
  const { payscore } = gateway.wechat;
  if (payscore === undefined) throw new Error('Pay Score is configured');
  return { ...gateway, payscore, party };
};

const fen = (amount: number): Fen => must(Fen.of(amount));
const meal = { name: '就餐费用服务费', amount: fen(4000), description: '就餐人均100元服务费:100/小时', count: 1 };
const offer = { name: '满20减1元', description: '不与其他优惠叠加' };
const bill = { payments: [meal], discounts: [{ ...offer, amount: fen(100) }], total: fen(3900) };

/** The calls of the guide's samples, once they are right. */
export const wishes = {
  create: {
    type: 'create',
    no: payscoreNo,
    introduction: '某某酒店',
    payments: [meal],
    discounts: [offer],
    riskFund: { name: 'estimate', amount: fen(10_000), description: '就餐的预估费用' },
    times: { start: '20091225091010', end: '20091225121010' },
    location: { start: '嗨客时尚主题展餐厅', end: '嗨客时尚主题展餐厅' },
    attach: 'Easdfowealsdkjfnlaksjdlfkwqoi&wl3l2sald',
    notifyUrl: 'https://api.test.com',
    needsConfirm: false,
    openid: must(Openid.of('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o')),
  },
  complete: {
    type: 'complete',
    ...bill,
    times: { start: '20091225091010', end: '20091225121010' },
    location: { end: '嗨客时尚主题展餐厅' },
    profitSharing: false,
  },
  cancel: { type: 'cancel', reason: '用户投诉' },
  modify: { type: 'modify', ...bill, reason: '用户投诉' },
  sync: { type: 'sync', paidTime: '20091225091210' },
} as const satisfies Readonly<Record<string, PayscoreWish>>;

/** The order as WeChat shows it. */
export const shownBody = (mode: Mode, change: object = {}): object => ({
  appid: 'wx0123456789abcdef',
  mchid,
  ...(mode === 'partner' && { sub_mchid: '1600000001' }),
  out_order_no: payscoreNo,
  service_id: '500001',
  service_introduction: '某某酒店',
  state: 'DOING',
  state_description: 'USER_CONFIRM',
  order_id: '15646546545165651651',
  ...change,
});
export const paidCollection = {
  state: 'USER_PAID',
  total_amount: 3900,
  paying_amount: 0,
  paid_amount: 3900,
  details: [
    {
      seq: 1,
      amount: 3900,
      paid_type: 'NEWTON',
      paid_time: '20091225091210',
      transaction_id: '4200000202200912250000000001',
    },
  ],
};
