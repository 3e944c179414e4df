import type { Openid, PayscoreOrderNo } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Fen } from '../kernel/fen.ts';
import type { PayscoreSaid } from './said.ts';
import type { PayscoreCall, PayscoreIntent, PayscoreTerms } from './wish.ts';

/** Where an order stands by WeChat's last word: the rows of the state table (`payscore-wire.md` §6). */
export type PayscoreStage = 'created' | 'in-service' | 'awaiting-payment' | 'done' | 'revoked' | 'expired';
/** `requested`: WeChat has said nothing of it yet. `refused`: WeChat did not take the create in. */
export type PayscoreStatus = 'requested' | 'refused' | PayscoreStage;

/** Our intent: the exact bytes, stored before the first request and sent again unchanged (INV-75). */
export interface PayscoreAsk {
  readonly wish: PayscoreIntent;
  readonly body: string;
  /** `asked`: no request of it can be on its way. `unknown`: one left, or may have; a verified answer or query settles it. */
  readonly status: 'asked' | 'unknown';
  readonly by: string;
  readonly askedAt: Instant;
  /** Requests begun since WeChat last said to wait: only those that it never answered end the call (INV-80, INV-99). */
  readonly attempts: number;
  readonly lastAttemptAt?: Instant;
  /** Answers since that told nothing new: the back-off. */
  readonly queries: number;
  /** Not sent before: a deduction is running (INV-80). */
  readonly notBefore?: Instant;
  /** WeChat refused it for the order's state: where a query shows it not taken in, this is why. */
  readonly refusal?: PayscoreRefusal;
}
export interface PayscoreRefusal {
  readonly code: string;
  readonly words: string;
}
/** A call that WeChat has taken in: the same wish again answers as it stands, another one is refused. */
export interface PayscoreTaken<W extends PayscoreIntent = PayscoreIntent> {
  readonly wish: W;
  readonly by: string;
  readonly askedAt: Instant;
  /** When the request of it left that was the last before WeChat said so. */
  readonly sentAt?: Instant;
}
export type PayscoreTakenCalls = {
  readonly [C in PayscoreCall]?: PayscoreTaken<Extract<PayscoreIntent, { type: C }>>;
};
/** 支付分订单. Key: its number; partition: `payscoreScope`. */
export interface PayscoreOrder {
  readonly no: PayscoreOrderNo;
  readonly terms: PayscoreTerms;
  /** The exact bytes of its create; every repeat sends those, also for another package (INV-75, INV-79). */
  readonly body: string;
  readonly status: PayscoreStatus;
  /** Absent until a verified body was read. */
  readonly said?: PayscoreSaid;
  /** The call that is open; at most one. */
  readonly asked?: PayscoreAsk;
  /** The newest of each call that WeChat has taken in. */
  readonly taken: PayscoreTakenCalls;
  /** The newest call that WeChat has refused. */
  readonly refused?: PayscoreRefusal & { readonly call: PayscoreCall; readonly at: Instant };
  /** Why it is unknown, or what was not believed. */
  readonly why?: string;
  readonly requestedAt: Instant;
  /** 微信支付服务订单号. */
  readonly orderId?: string;
  /** Who uses the service, once WeChat says it. */
  readonly openid?: Openid;
  /** Opens the confirm page; `at`: when it was asked for. Not handed out after an hour (INV-79). */
  readonly package?: { readonly text: string; readonly at: Instant };
  /** Looks at it that told nothing new, since it last moved: the back-off of polling. */
  readonly looks: number;
  /** When it came where it stands. */
  readonly movedAt: Instant;
  /** When the newest answer that was believed had been asked for; an older one changes nothing (INV-36). */
  readonly answeredAt?: Instant;
  /** Paid to us and collected by WeChat as well: what goes back, once (INV-77). */
  readonly paidTwice?: { readonly transactionId: string; readonly amount: Fen };
  /** When the worker takes it up again; absent when only a person or a notice moves it. */
  readonly dueAt?: Instant;
  /** How many events made this state: names each event once for ever (INV-15). */
  readonly version: number;
  /** Raised by each claim; whoever holds an older one commits nothing (INV-16). */
  readonly fence: number;
  readonly leaseUntil?: Instant;
}
