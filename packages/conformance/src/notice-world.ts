import type { NoticeReader, NoticeRequest, NoticeSubject } from '@facepay/domain';
import type { WechatWorld } from './wechat-world.ts';

/** Who signs, and as whom: WeChat; its first certificate, which runs out one day; the merchant under this or that serial. */
export type NoticeSigner = 'wechat' | 'expired' | 'merchant' | 'merchant-as-wechat' | 'merchant-as-nobody';
/** What the content is sealed with: the APIv3 key, the one before it while it is being changed, or one never heard of. */
export type SealKey = 'current' | 'previous' | 'unknown';
/** What is wrong with the sealed part, under a signature that holds. */
export type SealFault =
  | 'tag-flipped'
  | 'shorter-than-its-tag'
  | 'nonce-of-11-bytes'
  | 'nonce-of-13-bytes'
  | 'other-algorithm'
  | 'other-associated-data';

/** A notice written by hand: genuine, but for what is said here. */
export interface NoticeDraft {
  readonly id?: string;
  /** By default a face user of the school. `Other` is an event that nobody has heard of. */
  readonly subject?: NoticeSubject;
  readonly merchant?: 'ours' | 'another';
  /** Sealed instead of what belongs to the subject. */
  readonly content?: object;
  readonly sealedWith?: SealKey;
  readonly sealFault?: SealFault;
  /** The whole body instead. */
  readonly body?: string;
  readonly signer?: NoticeSigner;
  /** Unix seconds of the signature, as text; now by default. */
  readonly signedAt?: string;
}
/** A school at WeChat, and what the post brings. */
export interface NoticeWorld extends WechatWorld {
  readonly reader: NoticeReader;
  /** What WeChat has sent since it was last asked, oldest first; none is acknowledged, so each comes again. */
  readonly sent: () => Promise<readonly NoticeRequest[]>;
  readonly write: (draft?: NoticeDraft) => Promise<NoticeRequest>;
  /** How often WeChat was asked for its keys. */
  readonly refreshes: () => number;
  /** WeChat signs with a new key from now on. */
  readonly changeKeys: () => Promise<void>;
}
export type OpenNoticeWorld = () => Promise<NoticeWorld>;

export const noticeHeaders = {
  timestamp: 'wechatpay-timestamp',
  nonce: 'wechatpay-nonce',
  signature: 'wechatpay-signature',
  serial: 'wechatpay-serial',
} as const;
export const withHeader = (request: NoticeRequest, name: string, ...values: readonly string[]): NoticeRequest => ({
  ...request,
  headers: { ...request.headers, [name]: values },
});
export const textOf = ({ body }: NoticeRequest): string => new TextDecoder().decode(body);
