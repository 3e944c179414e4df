import type { ServiceIdentifier } from 'inversify';
import type {
  Clock,
  DeductionPolicy,
  Hasher,
  IdSource,
  Logger,
  NoticeReader,
  Notifier,
  Timer,
  VoucherProtocol,
} from '@facepay/domain';
import type { WechatHttp } from '@facepay/wechat-http';
import type { EventMetrics } from './operations/event-metrics.ts';
import type { Stores } from './stores.ts';
import type { Ports } from './ports.ts';
import type { Settings } from './settings/settings.ts';
import type { UseCases } from './use-cases.ts';

/** A symbol that remembers what it stands for, so a wrong wiring does not compile. */
const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

export const Tokens = {
  settings: token<Settings>('Settings'),
  clock: token<Clock>('Clock'),
  timer: token<Timer>('Timer'),
  idSource: token<IdSource>('IdSource'),
  hasher: token<Hasher>('Hasher'),
  logger: token<Logger>('Logger'),
  stores: token<Stores>('Stores'),
  wechat: token<WechatHttp>('WechatHttp'),
  vouchers: token<VoucherProtocol>('VoucherProtocol'),
  notices: token<NoticeReader>('NoticeReader'),
  notifier: token<Notifier>('Notifier'),
  policy: token<DeductionPolicy>('DeductionPolicy'),
  eventMetrics: token<EventMetrics>('EventMetrics'),
  ports: token<Ports>('Ports'),
  useCases: token<UseCases>('UseCases'),
};
