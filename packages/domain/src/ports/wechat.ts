import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { DeductionAnswer } from '../deduction/index.ts';
import type { UserReading } from '../face-user/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type { ContractId, DeductionNo, DeviceId, OrganizationId, OutUserId, SubMchid, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scene } from '../kernel/scene.ts';

/** What was asked of WeChat, as its support wants to see it (FAQ 2.1): 请求接口, 请求参数 (masked, INV-88), 请求时间. */
export interface WechatCallShown {
  /** Method and path, ids as `{…}`. */
  readonly interface: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly at: Instant;
}
/** For the support report: the call, and 返回参数. */
export interface WechatTrace {
  /** Absent where the call moves money, whose own record keeps it. */
  readonly asked?: WechatCallShown;
  readonly httpStatus?: number;
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
}
export type WechatFailure =
  /** The request may or may not have taken effect, or its answer proves nothing (INV-9, INV-54). */
  | { readonly type: 'WechatUnknown'; readonly reason: string; readonly trace: WechatTrace }
  /** It certainly did not leave (no connection), or WeChat said "too fast": later. */
  | { readonly type: 'WechatUnavailable'; readonly reason: string; readonly trace: WechatTrace }
  /** A verified refusal. */
  | { readonly type: 'WechatRefused'; readonly reason: string; readonly trace: WechatTrace };

export interface WechatOrganizations {
  /** Nothing where WeChat knows no such organization (`k12-wire.md` §5.2). */
  readonly find: (
    id: OrganizationId,
  ) => TaskEither<WechatFailure, { readonly organizationId: OrganizationId; readonly name: string } | undefined>;
}
export interface WechatMembers {
  /** A token for the mini program; serves one member for 5 minutes (§5.4). */
  readonly token: (organization: OrganizationId, outUserId: OutUserId) => TaskEither<WechatFailure, string>;
  /** User and, where there is one, contract, read now (§5.5, §5.10). Nothing where WeChat knows no such user. */
  readonly read: (
    organization: OrganizationId,
    outUserId: OutUserId,
    startedAt: Instant,
  ) => TaskEither<WechatFailure, UserReading | undefined>;
  /**
   * 签约微信账号: the WeChat account that signed this contract, as the openid under our appid, read now (§5.10). Nothing where
   * WeChat does not say. It names a person: told to who asks, never kept.
   */
  readonly payer: (
    organization: OrganizationId,
    userId: UserId,
    contractId: ContractId,
  ) => TaskEither<WechatFailure, string | undefined>;
  /**
   * Repeatable, unlike WeChat's own call: where WeChat refuses, the adapter reads the contract and calls an ended one
   * done (§5.8).
   */
  readonly terminate: (
    organization: OrganizationId,
    userId: UserId,
    contractId: ContractId,
  ) => TaskEither<WechatFailure, void>;
}
export interface DeductionRequest {
  readonly no: DeductionNo;
  readonly organization: OrganizationId;
  readonly subMchid: SubMchid;
  readonly scene: Scene;
  readonly amount: Fen;
  /** The credential as the terminal minted it, unmodified. */
  readonly credential: string;
  readonly deviceIp: string;
  readonly description: string;
}
/** Names one generation of a deduction at WeChat. */
export interface DeductionRef {
  readonly no: DeductionNo;
  readonly subMchid: SubMchid;
  readonly amount: Fen;
}
/** Told how the answer looked, for the support report; it decides nothing. Not called where none came. */
export type Heard = (trace: WechatTrace) => void;
export interface WechatDeductions {
  /** Pure: the exact bytes that will be signed and sent, to be stored before the first request (INV-6). */
  readonly prepare: (request: DeductionRequest) => string;
  /** 申请扣款 with the stored bytes (§5.14). */
  readonly send: (request: DeductionRef, body: string, heard?: Heard) => TaskEither<WechatFailure, DeductionAnswer>;
  /** 查单 (§5.15). */
  readonly query: (request: DeductionRef, heard?: Heard) => TaskEither<WechatFailure, DeductionAnswer>;
  /** Pure: what such a call looks like to WeChat's support, the credential withheld (FAQ 2.1). */
  readonly shown: (asked: 'send' | 'query', request: DeductionRef) => Omit<WechatCallShown, 'at'>;
}
export interface WechatTerminals {
  /** 获取authinfo (§5.12). `expiresIn` in seconds, where WeChat says it. */
  readonly authinfo: (request: {
    readonly organization: OrganizationId;
    readonly subMchid: SubMchid;
    readonly device: DeviceId;
    readonly rawData: string;
  }) => TaskEither<WechatFailure, { readonly authinfo: string; readonly expiresIn?: number }>;
}
