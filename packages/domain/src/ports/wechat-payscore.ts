import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { AuthorizationCode, PayscoreOrderNo } from '../kernel/ids.ts';
import type { PayscoreAnswer, PayscoreCall, PayscoreWish } from '../payscore-order/index.ts';
import type { PermissionOf, PermissionReading } from '../payscore-permission/index.ts';
import type { WechatFailure } from './wechat.ts';

/** Names one service order at WeChat; an answer that differs is not believed. */
export interface PayscoreRef {
  readonly no: PayscoreOrderNo;
  /** 微信支付服务订单号, once it is known. */
  readonly orderId?: string;
}
/**
 * 支付分服务订单 (`payscore-wire.md` §4, §5). Direct and partner mode differ in the adapter only: a partner's 204 is
 * `PayscoreAccepted`, and a query follows.
 */
export interface WechatPayscore {
  /** Pure: the exact bytes that will be signed and sent, to be stored before the first request (INV-75). */
  readonly prepare: (wish: PayscoreWish) => string;
  /** Create, complete, cancel, modify or sync with the stored bytes; a repeat is a re-entry (§8). */
  readonly send: (order: PayscoreRef, call: PayscoreCall, body: string) => TaskEither<WechatFailure, PayscoreAnswer>;
  /** 查询. Never answers `PayscoreAccepted` or `PayscoreBeingCharged`. */
  readonly query: (order: PayscoreRef) => TaskEither<WechatFailure, PayscoreAnswer>;
}

/** 授权 (§10). Nothing here moves money, and each call may be repeated. */
export interface WechatPayscorePermissions {
  /** 商户预授权: the launch parameter of the authorisation page, good for an hour. */
  readonly preAuthorise: (request: {
    readonly code: AuthorizationCode;
    readonly notifyUrl: string;
  }) => TaskEither<WechatFailure, string>;
  /** Nothing where WeChat answers 404: never authorised, which is not "unavailable". */
  readonly read: (of: PermissionOf) => TaskEither<WechatFailure, PermissionReading | undefined>;
  /**
   * 解除授权. `orders-open`: refused while orders of this user are open. Where WeChat refuses otherwise, the adapter reads
   * the authorisation and calls an ended one done.
   */
  readonly terminate: (of: PermissionOf, reason: string) => TaskEither<WechatFailure, 'terminated' | 'orders-open'>;
}
