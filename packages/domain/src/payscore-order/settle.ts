import { msBetween } from '../kernel/instant.ts';
import type { PayscoreOrderCommand } from './command.ts';
import type { PayscoreOrderEvent } from './event.ts';
import type { PayscoreAsk, PayscoreOrder, PayscoreStage } from './payscore-order.ts';
import type { PayscoreReading } from './said.ts';
import { saidTotal } from './stage.ts';

type Telling = Extract<
  PayscoreOrderCommand,
  { type: 'RecordPayscoreAnswer' | 'RecordPayscoreQuery' | 'RecordPayscoreNotice' }
>;
type Query = Extract<PayscoreOrderCommand, { type: 'RecordPayscoreQuery' }>;
type Events = readonly PayscoreOrderEvent[];

/** What a believed body says of the call that is open. */
export const settleShown = (
  command: Telling,
  order: PayscoreOrder,
  reading: PayscoreReading,
  stage: PayscoreStage,
): Events => {
  const { asked } = order;
  if (asked === undefined) return [];
  const { at } = command;
  const call = asked.wish.type;
  switch (verdictOn(asked, order, reading, stage)) {
    case 'taken':
      return [{ type: 'PayscoreTaken', of: call, at }];
    case 'never':
      return [{ type: 'PayscoreRefused', of: call, at, ...(asked.refusal ?? { code: 'STATE', words: stage }) }];
    case 'not-yet':
      if (asked.status === 'asked' || command.type === 'RecordPayscoreNotice') return [];
      return command.type === 'RecordPayscoreQuery'
        ? notTaken(command, asked)
        : [{ type: 'PayscoreUnsettled', at, reason: 'not-yet' }];
  }
};

/** WeChat knows no such order. Nothing where that contradicts what it said before. */
export const settleAbsent = (
  command: Extract<Telling, { type: 'RecordPayscoreAnswer' | 'RecordPayscoreQuery' }>,
  { asked, said }: PayscoreOrder,
): Events | undefined => {
  const { at } = command;
  if (asked?.status !== 'unknown' || (said !== undefined && command.type === 'RecordPayscoreQuery')) return undefined;
  if (command.type === 'RecordPayscoreQuery') return notTaken(command, asked);
  const refusal = { code: 'ORDER_NOT_EXIST', words: '' };
  const call = asked.wish.type; // a create is told so of a user who never authorised the service (§10.2)
  return [{ type: call === 'create' ? 'PayscoreRefused' : 'PayscoreDoubted', of: call, at, ...refusal }];
};

/** By a query: sent again only where no request can still be on its way (INV-12), and not for ever (INV-99). */
const notTaken = ({ at, rules }: Query, asked: PayscoreAsk): Events => {
  const call = asked.wish.type;
  if (asked.refusal !== undefined) return [{ type: 'PayscoreRefused', of: call, at, ...asked.refusal }];
  if (asked.lastAttemptAt !== undefined && msBetween(asked.lastAttemptAt, at) < rules.payscoreInFlightMs)
    return [{ type: 'PayscoreUnsettled', at, reason: 'not-yet' }];
  return asked.attempts >= rules.payscoreAttemptsMax
    ? [{ type: 'PayscoreRefused', of: call, at, code: 'NOT_TAKEN', words: `after ${asked.attempts} requests` }]
    : [{ type: 'PayscoreNotTaken', of: call, at }];
};

/** `never`: as the order stands now it cannot be taken in any more. */
type Verdict = 'taken' | 'not-yet' | 'never';
const verdictOn = (
  { wish }: PayscoreAsk,
  order: PayscoreOrder,
  reading: PayscoreReading,
  stage: PayscoreStage,
): Verdict => {
  const total = saidTotal(reading);
  const isOurs = (wished: number): Verdict => (total === undefined ? 'not-yet' : total === wished ? 'taken' : 'never');
  switch (wish.type) {
    case 'create':
      return createVerdict(order, reading, stage);
    case 'complete':
      if (stage === 'created' || stage === 'in-service') return 'not-yet';
      return stage === 'awaiting-payment' || stage === 'done' ? isOurs(wish.total) : 'never';
    case 'cancel':
      if (stage === 'revoked') return 'taken';
      return stage === 'done' || stage === 'expired' ? 'never' : 'not-yet';
    case 'modify':
      if (stage === 'awaiting-payment') return total === wish.total ? 'taken' : 'not-yet';
      return stage === 'done' ? isOurs(wish.total) : 'never';
    case 'sync':
      if (stage === 'awaiting-payment') return 'not-yet';
      return stage === 'done' && !isWechatsAlone(reading) ? 'taken' : 'never';
  }
};

/** WeChat collected it, and counts nothing of ours: the sync came too late. A body without details says neither. */
const isWechatsAlone = ({ collection }: PayscoreReading): boolean =>
  collection?.details.some(({ by }) => by === 'wechat') === true &&
  !collection.details.some(({ by }) => by === 'merchant');

/** A first create is taken by any sight of the order; a repeat wants a package, unless that is moot by now. */
const createVerdict = ({ said, terms }: PayscoreOrder, reading: PayscoreReading, stage: PayscoreStage): Verdict => {
  if (!terms.needsConfirm && stage === 'created') return 'never'; // §2: then it has failed
  return said === undefined || stage !== 'created' || reading.package !== undefined ? 'taken' : 'not-yet';
};
