import type { UseCases } from '@facepay/composition';
import type { AckKeysDocument, VerifySignature } from '@facepay/device-protocol';
import type { Clock, IdSource, Logger, Reads, WechatDeductions } from '@facepay/domain';
import type { AccessTokens } from './access/access-tokens.ts';
import type { ServerCounters } from './counters.ts';

/** What the routes ask of the use cases; everything else is the worker's. */
export type ServerUseCases = Omit<UseCases, 'progressDeduction' | 'applyNotice' | 'relayEvents'>;

/** Everything the server's edge stands on. */
export interface ServerDependencies {
  readonly useCases: ServerUseCases;
  readonly reads: Reads;
  /** What a call looked like to WeChat's support (FAQ 2.1). */
  readonly wechat: Pick<WechatDeductions, 'shown'>;
  readonly clock: Clock;
  /** Names requests. */
  readonly idSource: IdSource;
  readonly logger: Logger;
  readonly accessTokens: AccessTokens;
  /** Content of `GET /v1/devices/ack-keys`. */
  readonly ackKeys: AckKeysDocument;
  readonly verifySignature: VerifySignature;
  /** The service provider's merchant number: notices come to `/notify/wechat/{mchid}`. */
  readonly mchid: string;
  /** Secret that makes page cursors tamper-evident; all servers of one installation share it. */
  readonly cursorKey: string;
  readonly counters: ServerCounters;
}
