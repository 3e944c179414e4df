import type { Ledger, LedgerOrder } from '@facepay/wechat-emulator';
import { dayOfMs } from '../script/school-days.ts';
import { pupilOf } from '../world/office.ts';
import type { Line } from './line.ts';

/** The money truth as lines; days are those of WeChat's success times. */
export const ledgerBook = ({ orders, refunds }: Pick<Ledger, 'orders' | 'refunds'>): readonly Line[] => [
  ...orders.filter(isCharged).flatMap((order): readonly Line[] => {
    const line = {
      pupil: pupilOf(order.outUserId ?? ''),
      day: dayOfMs(Date.parse(order.successTime ?? '')),
      fen: order.amountFen,
    };
    const charged: Line = { ...line, kind: 'charged' };
    return order.debtState === 'NOT_DEBT' ? [charged] : [charged, { ...line, kind: 'advanced' }];
  }),
  ...refunds
    .filter(({ state }) => state === 'SUCCESS')
    .map(({ outTradeNo, amountFen, successTime }): Line => {
      const order = orders.find((one) => one.outTradeNo === outTradeNo);
      const day = dayOfMs(Date.parse(successTime ?? ''));
      return { kind: 'refunded', pupil: pupilOf(order?.outUserId ?? ''), day, fen: amountFen };
    }),
];

export const isCharged = ({ tradeState }: LedgerOrder): boolean => tradeState === 'SUCCESS';
