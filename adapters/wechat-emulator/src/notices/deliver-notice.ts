import { signAnswer } from '@facepay/wechat-protocol';
import type { Transport, TransportResult } from '@facepay/wechat-protocol';
import type { FaultBox } from '../faults/fault-box.ts';
import type { Ids } from '../ids.ts';
import type { KeyRoom, Signer } from '../keys/key-room.ts';
import type { MovableClock } from '../movable-clock.ts';
import type { EmulatorSettings } from '../settings.ts';
import type { Notice } from '../world/records.ts';
import { envelopeBytes } from './notice-office.ts';

export interface DeliverDeps {
  readonly clock: MovableClock;
  readonly ids: Ids;
  readonly keyRoom: KeyRoom;
  readonly faults: FaultBox;
  readonly settings: EmulatorSettings;
  readonly deliver: Transport;
}

const bytesMax = 64 * 1024;

const outcomeOf = (result: TransportResult): number | string =>
  result.type === 'Answered' ? result.answer.status : `${result.type}: ${result.reason}`;

/** One delivery: the same envelope, signed afresh (`k12-wire.md` §8.1). Resolves to the status, or to why there is none. */
export const deliverNotice =
  (deps: DeliverDeps) =>
  async (notice: Notice, url: URL): Promise<number | string> => {
    const { clock, ids, keyRoom, faults, settings } = deps;
    const body = envelopeBytes(notice);
    const post = async (signer: Signer): Promise<number | string> => {
      const signature = await signAnswer(signer.sign, {
        timestamp: String(Math.floor(clock.now() / 1000)),
        nonce: ids.nonce(32),
        body,
        serial: signer.serial,
      });
      const result = await deps.deliver({
        origin: url.origin,
        method: 'POST',
        target: url.pathname,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'user-agent': 'Mozilla/4.0',
          'request-id': ids.requestId(),
          ...signature,
        },
        body,
        timeoutMs: settings.noticeTimeoutMs,
        bytesMax,
      });
      return outcomeOf(result);
    };
    const subject = { method: 'POST', path: notice.eventType };
    const fault = faults.draw(['notice-drop', 'notice-duplicate', 'notice-forge'], subject);
    if (fault['notice-forge'] !== undefined) await post(keyRoom.forger());
    if (fault['notice-drop'] !== undefined) return 'lost by a fault';
    const signer = keyRoom.noticeSigner(ids.fraction());
    if (fault['notice-duplicate'] === undefined) return post(signer);
    const [first] = await Promise.all([post(signer), post(signer)]);
    return first;
  };
