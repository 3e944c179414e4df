import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { ContractMode } from '../contract/index.ts';
import type { Profile, Usage } from '../face-user/index.ts';
import type { OrganizationId, OutUserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WechatFailure } from './wechat.ts';

export interface MemberChange {
  readonly profile?: Pick<Profile, 'name' | 'phone' | 'userType' | 'classOrPost'>;
  readonly usage?: Exclude<Usage, 'unknown'>;
}
/** 身份证: the only document WeChat names (`k12-wire.md` §2.1). */
export interface IdentityDocument {
  readonly number: string;
}
export interface PresignRequest {
  readonly organization: OrganizationId;
  readonly outUserId: OutUserId;
  readonly name: string;
  readonly phone: string;
  readonly identity?: IdentityDocument;
  readonly mode: ContractMode;
  /** Needed by the two card modes. */
  readonly bankCard?: {
    readonly number: string;
    readonly holder: string;
    readonly identity?: IdentityDocument;
    /** `mm/yy` */
    readonly validThrough?: string;
    readonly phone?: string;
  };
}
/** What we may change at WeChat; names, phones, documents and cards leave encrypted. */
export interface WechatMemberChanges {
  /** 刷脸用户信息修改 (`k12-wire.md` §5.6); the same change again changes nothing. */
  readonly patch: (
    organization: OrganizationId,
    outUserId: OutUserId,
    change: MemberChange,
  ) => TaskEither<WechatFailure, void>;
  /** 预签约 (§5.9): a token for card-bound signing; serves one member for 5 minutes. */
  readonly presign: (request: PresignRequest) => TaskEither<WechatFailure, string>;
  /** 获取还款链接 (§5.16). A refusal where nothing is owed. */
  readonly repaymentLink: (
    organization: OrganizationId,
    outUserId: OutUserId,
  ) => TaskEither<WechatFailure, { readonly url: string; readonly expiresAt: Instant }>;
}
