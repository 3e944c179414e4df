import type { Clock, DeductionPolicy, Reads, Storage, WechatDeductions, WechatMembers } from '@facepay/domain';

export interface NoticeDependencies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly wechat: WechatDeductions;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
}
