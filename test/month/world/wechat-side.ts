import {
  createMemoryEmulatorStore,
  createMovableClock,
  createWechatEmulator,
  type MovableClock,
  type WechatEmulator,
} from '@facepay/wechat-emulator';
import { createRsaSigner, type Transport } from '@facepay/wechat-protocol';
import { mulberry } from '../../support/mulberry.ts';
import { monthKeys } from './month-keys.ts';

export type Json = Readonly<Record<string, unknown>>;
export interface WechatSide {
  readonly emulator: WechatEmulator;
  readonly clock: MovableClock;
  /** The control plane: payers, mini programs, the ledger. Rejects where it refuses. */
  readonly control: (method: string, path: string, body?: object) => Promise<Json>;
  /** Where notices go. */
  readonly listen: (deliver: Transport) => void;
}

/** The money truth, on the clock that everybody follows; it signs on the thread pool, as its own process would. */
export const openWechatSide = async (now: () => number): Promise<WechatSide> => {
  let deliver = nowhere;
  const clock = createMovableClock(now);
  const emulator = createWechatEmulator({
    clock,
    random: mulberry(7),
    store: createMemoryEmulatorStore(),
    keys: await monthKeys(),
    signer: createRsaSigner,
    deliver: (call) => deliver(call),
    sleep: async () => undefined,
  });
  return {
    emulator,
    clock,
    control: async (method, path, body) => {
      const bytes = body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body));
      const answer = await emulator.handle({ method, target: `/_emulator/${path}`, headers: {}, body: bytes });
      const text = Buffer.from(answer.body).toString('utf8');
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Json);
    },
    listen: (to) => {
      deliver = to;
    },
  };
};

const nowhere: Transport = async () => ({ type: 'NotSent', reason: 'nobody listens' });
