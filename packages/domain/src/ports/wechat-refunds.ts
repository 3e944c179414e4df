import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Fen } from '../kernel/fen.ts';
import type { RefundNo, SubMchid } from '../kernel/ids.ts';
import type { RefundAnswer } from '../refund/index.ts';
import type { WechatFailure } from './wechat.ts';

/** Names one refund at WeChat; an answer that differs in any of these is not believed. */
export interface RefundRef {
  readonly no: RefundNo;
  /** Absent where we are the merchant ourselves. */
  readonly subMchid?: SubMchid;
  readonly transactionId: string;
  readonly amount: Fen;
  /** What was paid. */
  readonly total: Fen;
}
/** The ordinary refund API (FAQ 5.2, `k12-wire.md` §5.20). */
export interface WechatRefunds {
  /** Pure: the exact bytes that will be signed and sent, to be stored before the first request (INV-6). */
  readonly prepare: (request: RefundRef & { readonly reason: string }) => string;
  /** 申请退款 with the stored bytes; the same number again is the same refund (INV-30). */
  readonly send: (request: RefundRef, body: string) => TaskEither<WechatFailure, RefundAnswer>;
  /** 查询单笔退款. */
  readonly query: (request: RefundRef) => TaskEither<WechatFailure, RefundAnswer>;
}
