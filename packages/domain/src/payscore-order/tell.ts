import { hour, type Instant, later, msBetween } from '../kernel/instant.ts';
import type { PayscoreOrderCommand } from './command.ts';
import { isFinalStage } from './edges.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreAsk, PayscoreOrder } from './payscore-order.ts';
import type { PayscoreRules } from './policy.ts';
import { readOrder } from './read-order.ts';
import { settleAbsent, settleShown } from './settle.ts';

type Of<T extends PayscoreOrderCommand['type']> = Extract<PayscoreOrderCommand, { type: T }>;
type Telling = Of<'RecordPayscoreAnswer' | 'RecordPayscoreQuery'>;
type Events = readonly PayscoreOrderEvent[];

/** What a verified answer, to our request or to our query, makes of the order. */
export const onAnswer = (command: Telling, order: PayscoreOrder): Events => {
  const { answer, at } = command;
  if (order.answeredAt !== undefined && at < order.answeredAt) return []; // older news (INV-36)
  const call = order.asked?.wish.type;
  switch (answer.type) {
    case 'PayscoreShown': {
      const read = readOrder(order, answer.order, at);
      if (read.type === 'unclear') return [unsettled(command, order, read.why)];
      return [...read.events, ...settleShown(command, order, answer.order, read.stage)];
    }
    case 'PayscoreAccepted':
      return [unsettled(command, order, 'accepted')];
    case 'PayscoreNotFound':
      return settleAbsent(command, order) ?? [unsettled(command, order, 'mismatch: WeChat does not know it any more')];
    case 'PayscoreBeingCharged':
      return order.asked?.status === 'unknown' ? postponed(command, order.asked) : [];
    case 'PayscoreRefused': {
      const { code, words } = answer;
      if (call === undefined || order.asked?.status !== 'unknown' || command.type === 'RecordPayscoreQuery') return [];
      return [{ type: answer.next === 'query' ? 'PayscoreDoubted' : 'PayscoreRefused', of: call, at, code, words }];
    }
  }
};

/** A notice may be late, doubled, or ahead of its elders: it moves the order forward or not at all (INV-80). */
export const onNotice = (command: Of<'RecordPayscoreNotice'>, order: PayscoreOrder): Events => {
  const read = readOrder(order, command.order, command.at);
  if (read.type === 'unclear')
    return read.why.startsWith('mismatch') && !read.isBackward
      ? [{ type: 'PayscoreUnsettled', at: command.at, reason: read.why }]
      : [];
  const isNews = read.events.some(({ type }) => type !== 'PayscoreUnchanged');
  const settled = settleShown(command, order, command.order, read.stage);
  return isNews || settled.length > 0 ? [...read.events, ...settled] : [];
};

export const onLost = (command: Of<'LosePayscoreAnswer'>, order: PayscoreOrder): Events =>
  order.asked === undefined && (isFinalStage(order.status) || order.status === 'refused')
    ? [] // a notice was faster (F-24)
    : [unsettled(command, order, command.reason)];

/** It was not taken in; the same bytes go out again (INV-80). One that waits for too long is told to a person, every hour. */
const postponed = ({ at, rules }: Telling, asked: PayscoreAsk): Events => {
  const of = asked.wish.type;
  return isStalled(asked, at, rules)
    ? [
        { type: 'PayscorePostponed', of, at, until: later(at, Math.max(hour, rules.payscoreBeingChargedMs)) },
        { type: 'PayscoreUnsettled', at, reason: 'stalled: a deduction is running' },
      ]
    : [{ type: 'PayscorePostponed', of, at, until: later(at, rules.payscoreBeingChargedMs) }];
};

/** One that has been open for too long is for a person (INV-99). A payment may be awaited without end. */
const unsettled = (
  { at, rules }: Telling | Of<'LosePayscoreAnswer'>,
  { asked }: PayscoreOrder,
  reason: string,
): PayscoreOrderEvent => ({
  type: 'PayscoreUnsettled',
  at,
  reason: asked !== undefined && isStalled(asked, at, rules) ? `stalled: ${reason}` : reason,
});
const isStalled = ({ askedAt }: PayscoreAsk, at: Instant, { payscoreStalledMs }: PayscoreRules): boolean =>
  msBetween(askedAt, at) > payscoreStalledMs;
