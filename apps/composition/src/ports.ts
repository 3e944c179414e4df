import type { PayscoreService } from '@facepay/application';
import type {
  Clock,
  DeductionPolicy,
  DueWork,
  EventLog,
  IdSource,
  Logger,
  NoticeReader,
  Notifier,
  Reads,
  RefundPolicy,
  Storage,
  Timer,
  VoucherProtocol,
  WechatDeductions,
  WechatFace,
  WechatMemberChanges,
  WechatMembers,
  WechatOrganizations,
  WechatReEnrolments,
  WechatRefunds,
  WechatTerminals,
} from '@facepay/domain';

/** Everything the use cases stand on: each member is one adapter's work and can be swapped by itself. */
export interface Ports {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly idSource: IdSource;
  readonly logger: Logger;
  readonly storage: Storage;
  readonly reads: Reads;
  readonly dueWork: DueWork;
  readonly eventLog: EventLog;
  readonly organizations: WechatOrganizations;
  readonly members: WechatMembers;
  readonly memberChanges: WechatMemberChanges;
  readonly reEnrolments: WechatReEnrolments;
  readonly wechat: WechatDeductions;
  readonly refunds: WechatRefunds;
  readonly terminals: WechatTerminals;
  /** Only where online face is configured. */
  readonly face?: WechatFace;
  /** Only where a Pay Score service is configured. */
  readonly payscore?: PayscoreService;
  readonly vouchers: VoucherProtocol;
  readonly notices: NoticeReader;
  readonly notifier: Notifier;
  readonly policy: DeductionPolicy;
  readonly refundPolicy: RefundPolicy;
  /** What WeChat is told as the terminal's address. */
  readonly deviceIp: string;
}
