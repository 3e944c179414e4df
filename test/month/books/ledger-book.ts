import type { Ledger, LedgerOrder } from '@facepay/wechat-emulator';
import { dayOfMs } from '../script/school-days.ts';
import { pupilOf } from '../world/office.ts';
import type { Line } from './line.ts';

/** The money truth as lines; days are those of WeChat's success times. */
export const ledgerBook = ({ orders }: Pick<Ledger, 'orders'>): readonly Line[] =>
  orders.filter(isCharged).flatMap((order): readonly Line[] => {
    const line = {
      pupil: pupilOf(order.outUserId ?? ''),
      day: dayOfMs(Date.parse(order.successTime ?? '')),
      fen: order.amountFen,
    };
    const charged: Line = { ...line, kind: 'charged' };
    return order.debtState === 'NOT_DEBT' ? [charged] : [charged, { ...line, kind: 'advanced' }];
  });

export const isCharged = ({ tradeState }: LedgerOrder): boolean => tradeState === 'SUCCESS' || tradeState === 'REFUND';
