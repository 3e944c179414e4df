import type { Instant } from '../kernel/instant.ts';
import { canReach } from './edges.ts';
import type { PayscoreOrderEvent } from './event.ts';
import { paidTwiceIn } from './paid-twice.ts';
import type { PayscoreOrder, PayscoreStage } from './payscore-order.ts';
import type { PayscoreReading, PayscoreSaid } from './said.ts';
import { sameWish } from './same-wish.ts';
import { readStage, saidTotal } from './stage.ts';

export type ReadOrder =
  /** Believed: where the order stands, and what is new in it. */
  | { readonly type: 'read'; readonly stage: PayscoreStage; readonly events: readonly PayscoreOrderEvent[] }
  /** `mismatch…`: not believed. `isBackward`: it was true once, so an older notice may say it. */
  | { readonly type: 'unclear'; readonly why: string; readonly isBackward?: true };

/** Holds a verified body against what is known: only the edges of the state table occur (INV-70). */
export const readOrder = (order: PayscoreOrder, reading: PayscoreReading, at: Instant): ReadOrder => {
  const read = readStage(reading);
  if (read.type === 'unclear') return { type: 'unclear', why: 'unclear' };
  if (read.type === 'fault') return mismatch(read.why);
  const { stage } = read;
  const { orderId, openid } = reading;
  if (orderId !== undefined && order.orderId !== undefined && orderId !== order.orderId)
    return mismatch('another order id');
  const payer = order.openid ?? order.terms.openid;
  if (openid !== undefined && payer !== undefined && openid !== payer) return mismatch('another user');
  if (!canReach(order.status, stage)) {
    const wasSo = order.status !== 'requested' && order.status !== 'refused' && canReach(stage, order.status);
    return { ...mismatch(`${stage} after ${order.status}`), ...(wasSo ? { isBackward: true } : {}) };
  }
  const said = merged(order, reading, stage);
  if (isHigher(order, said, stage)) return { ...mismatch('a higher total'), isBackward: true };
  const isNew =
    order.status !== stage ||
    !sameWish(order.said, said) ||
    (orderId !== undefined && order.orderId === undefined) ||
    (openid !== undefined && order.openid === undefined);
  const events: PayscoreOrderEvent[] = isNew
    ? [
        {
          type: 'PayscoreMoved',
          at,
          to: stage,
          said,
          ...(orderId === undefined ? {} : { orderId }),
          ...(openid === undefined ? {} : { openid }),
        },
      ]
    : [{ type: 'PayscoreUnchanged', at }];
  if (reading.package !== undefined) events.push({ type: 'PayscorePackageGiven', at, package: reading.package });
  const twice = paidTwiceIn(order, said, at);
  return { type: 'read', stage, events: twice === undefined ? events : [...events, twice] };
};

/** What a shorter body leaves out is not forgotten while the order stands where it stood. */
const merged = (
  { said: before, status }: PayscoreOrder,
  reading: PayscoreReading,
  stage: PayscoreStage,
): PayscoreSaid => {
  const known = status === stage ? before : undefined;
  const total = saidTotal(reading) ?? (known === undefined ? undefined : saidTotal(known));
  const collection = reading.collection ?? (known?.collection?.total === total ? known?.collection : undefined);
  const needCollection = reading.needCollection ?? known?.needCollection;
  const { state, description } = reading;
  return {
    state,
    ...(description === undefined ? {} : { description }),
    ...(collection === undefined ? {} : { collection }),
    ...(total === undefined ? {} : { total }),
    ...(needCollection === undefined ? {} : { needCollection }),
  };
};

/** A total only ever falls (INV-76). */
const isHigher = ({ said: before, status }: PayscoreOrder, said: PayscoreSaid, stage: PayscoreStage): boolean => {
  const was = before === undefined || status !== 'awaiting-payment' ? undefined : saidTotal(before);
  const is = saidTotal(said);
  return was !== undefined && is !== undefined && stage !== 'revoked' && is > was;
};

const mismatch = (why: string): Extract<ReadOrder, { type: 'unclear' }> => ({
  type: 'unclear',
  why: `mismatch: ${why}`,
});
