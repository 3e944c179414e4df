import { Fen, Openid, PayscoreOrderNo } from '@facepay/codecs';
import type {
  CancelWish,
  CompleteWish,
  ModifyWish,
  PayscoreCall,
  PayscoreDiscount,
  PayscoreIntent,
  PayscorePayment,
  PayscoreTerms,
  PayscoreTimes,
  RiskFund,
  RiskFundName,
  SyncWish,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';

const payments = t.readonlyArray(
  fields<PayscorePayment>({ name: t.string }, { amount: Fen, description: t.string, count: t.number }),
);
const discounts = t.readonlyArray(
  fields<PayscoreDiscount>({ name: t.string, description: t.string }, { amount: Fen, count: t.number }),
);
const riskFund = fields<RiskFund>(
  {
    name: words<RiskFundName>({ deposit: true, advance: true, 'cash-deposit': true, estimate: true }),
    amount: Fen,
  },
  { description: t.string },
);
const startAndEnd = fields<{ readonly start?: string; readonly end?: string }>({}, { start: t.string, end: t.string });
const end = fields<{ readonly end?: string }>({}, { end: t.string });
const remarks = { startRemark: t.string, endRemark: t.string };

export const payscoreTerms = fields<PayscoreTerms>(
  {
    no: PayscoreOrderNo,
    introduction: t.string,
    payments,
    discounts,
    riskFund,
    times: fields<PayscoreTimes>({ start: t.string }, { end: t.string, ...remarks }),
    notifyUrl: t.string,
    needsConfirm: t.boolean,
  },
  {
    location: startAndEnd,
    device: fields<NonNullable<PayscoreTerms['device']>>({}, { start: t.string, end: t.string, materialNo: t.string }),
    attach: t.string,
    openid: Openid,
  },
);

const bill = { payments, discounts, total: Fen };
export const completeWish = fields<Omit<CompleteWish, 'type'>>(bill, {
  times: fields<Partial<PayscoreTimes>>({}, { start: t.string, end: t.string, ...remarks }),
  location: end,
  device: end,
  profitSharing: t.boolean,
  goodsTag: t.string,
});
export const cancelWish = fields<Omit<CancelWish, 'type'>>({ reason: t.string }, {});
export const modifyWish = fields<Omit<ModifyWish, 'type'>>({ ...bill, reason: t.string }, { device: end });
export const syncWish = fields<Omit<SyncWish, 'type'>>({ paidTime: t.string }, {});

export const payscoreIntent: t.Type<PayscoreIntent, unknown> = tagged<PayscoreIntent, 'type'>('type', {
  create: t.strict({}),
  complete: completeWish,
  cancel: cancelWish,
  modify: modifyWish,
  sync: syncWish,
});
export const payscoreCall = words<PayscoreCall>({
  create: true,
  complete: true,
  cancel: true,
  modify: true,
  sync: true,
});
