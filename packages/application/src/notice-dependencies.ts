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
import type { PayscoreService } from './payscore-step.ts';

export interface NoticeDependencies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly members: WechatMembers;
  readonly wechat: WechatDeductions;
  readonly refunds: WechatRefunds;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
  readonly refundPolicy: RefundPolicy;
  /** Only where a Pay Score service is configured. */
  readonly payscore?: PayscoreService;
}
