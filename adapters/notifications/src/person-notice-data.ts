import type { Fen, LogFields, NumberedEvent } from '@facepay/domain';
import { personTexts } from './person-texts.ts';

type PersonNotified = Extract<NumberedEvent['body'], { type: 'PersonNotified' }>;

/** What is to be passed on, ready to show: ids, an amount and the words, and no name (INV-88). */
export const personNoticeData = ({ notice, outUserId, amount }: PersonNotified): LogFields => {
  const { zh, en } = personTexts[notice];
  const fill = (text: string): string => text.replace('{amount}', amount === undefined ? '' : yuan(amount));
  return { notice, outUserId, amountFen: amount, textZh: fill(zh), textEn: fill(en) };
};

const yuan = (amount: Fen): string => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
