import type {
  Clock,
  DeductionPolicy,
  Reads,
  RefundPolicy,
  Storage,
  WechatDeductions,
  WechatMembers,
  WechatRefunds,
} from '@facepay/domain';

export interface NoticeDependencies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly wechat: WechatDeductions;
  readonly refunds: WechatRefunds;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
  readonly refundPolicy: RefundPolicy;
}
