import { Fen, Instant, Openid, PayscoreOrderNo } from '@facepay/codecs';
import type {
  CancelWish,
  CompleteWish,
  ModifyWish,
  PayscoreAsk,
  PayscoreCollected,
  PayscoreCollection,
  PayscoreIntent,
  PayscoreOrder,
  PayscoreRefusal,
  PayscoreSaid,
  PayscoreStage,
  PayscoreStatus,
  PayscoreTaken,
  PayscoreTakenCalls,
  SyncWish,
} from '@facepay/domain';
import * as t from 'io-ts';
import { fields, tagged, words } from './fields.ts';
import {
  cancelWish,
  completeWish,
  modifyWish,
  payscoreCall,
  payscoreIntent,
  payscoreTerms,
  syncWish,
} from './payscore-wish.ts';

type CreateIntent = Extract<PayscoreIntent, { type: 'create' }>;

const collected = fields<PayscoreCollected>(
  { amount: Fen, by: words<PayscoreCollected['by']>({ wechat: true, merchant: true }) },
  { paidAt: Instant, transactionId: t.string },
);
const collection = fields<PayscoreCollection>(
  {
    state: words<PayscoreCollection['state']>({ 'user-paying': true, 'user-paid': true }),
    total: Fen,
    paying: Fen,
    paid: Fen,
    details: t.readonlyArray(collected),
  },
  {},
);
export const payscoreSaid = fields<PayscoreSaid>(
  {
    state: words<PayscoreSaid['state']>({ created: true, doing: true, done: true, revoked: true, expired: true }),
  },
  {
    description: words<NonNullable<PayscoreSaid['description']>>({ 'user-confirm': true, 'mch-complete': true }),
    collection,
    total: Fen,
    needCollection: t.boolean,
  },
);

const stages: Readonly<Record<PayscoreStage, true>> = {
  created: true,
  'in-service': true,
  'awaiting-payment': true,
  done: true,
  revoked: true,
  expired: true,
};
export const payscoreStage = words<PayscoreStage>(stages);
const refusal = { code: t.string, words: t.string };

const ask = fields<PayscoreAsk>(
  {
    wish: payscoreIntent,
    body: t.string,
    status: words<PayscoreAsk['status']>({ asked: true, unknown: true }),
    by: t.string,
    askedAt: Instant,
    attempts: t.number,
    queries: t.number,
  },
  { lastAttemptAt: Instant, notBefore: Instant, refusal: fields<PayscoreRefusal>(refusal, {}) },
);
const taken = { by: t.string, askedAt: Instant };
const sent = { sentAt: Instant };
/** Each of its own call, so that what was taken as a cancel cannot be read back as anything else. */
const takenCalls = fields<PayscoreTakenCalls>(
  {},
  {
    create: fields<PayscoreTaken<CreateIntent>>(
      { wish: tagged<CreateIntent, 'type'>('type', { create: t.strict({}) }), ...taken },
      sent,
    ),
    complete: fields<PayscoreTaken<CompleteWish>>(
      { wish: tagged<CompleteWish, 'type'>('type', { complete: completeWish }), ...taken },
      sent,
    ),
    cancel: fields<PayscoreTaken<CancelWish>>(
      { wish: tagged<CancelWish, 'type'>('type', { cancel: cancelWish }), ...taken },
      sent,
    ),
    modify: fields<PayscoreTaken<ModifyWish>>(
      { wish: tagged<ModifyWish, 'type'>('type', { modify: modifyWish }), ...taken },
      sent,
    ),
    sync: fields<PayscoreTaken<SyncWish>>(
      { wish: tagged<SyncWish, 'type'>('type', { sync: syncWish }), ...taken },
      sent,
    ),
  },
);

export const payscoreOrderRow: t.Type<PayscoreOrder, unknown> = fields<PayscoreOrder>(
  {
    no: PayscoreOrderNo,
    terms: payscoreTerms,
    body: t.string,
    status: words<PayscoreStatus>({ requested: true, refused: true, ...stages }),
    taken: takenCalls,
    requestedAt: Instant,
    looks: t.number,
    movedAt: Instant,
    version: t.number,
    fence: t.number,
  },
  {
    said: payscoreSaid,
    asked: ask,
    refused: fields<NonNullable<PayscoreOrder['refused']>>({ ...refusal, call: payscoreCall, at: Instant }, {}),
    why: t.string,
    orderId: t.string,
    openid: Openid,
    package: fields<NonNullable<PayscoreOrder['package']>>({ text: t.string, at: Instant }, {}),
    answeredAt: Instant,
    paidTwice: fields<NonNullable<PayscoreOrder['paidTwice']>>({ transactionId: t.string, amount: Fen }, {}),
    dueAt: Instant,
    leaseUntil: Instant,
  },
);
