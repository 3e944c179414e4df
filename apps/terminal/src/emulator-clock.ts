import { parseJson } from '@facepay/wechat-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

/** A clock that shows what the emulator's shows; asked again by `follow`, and running on in between. */
export interface EmulatorClock {
  readonly now: () => number;
  /** Reads the emulator's clock; keeps the last reading when there is no answer. */
  readonly follow: () => Promise<void>;
}

/** `base` is the system's clock, epoch milliseconds. */
export const createEmulatorClock = (http: Transport, origin: string, base: () => number): EmulatorClock => {
  let anchor = { baseAt: base(), at: base(), speed: 1 };
  return {
    now: () => Math.floor(anchor.at + (base() - anchor.baseAt) * anchor.speed),
    follow: async () => {
      const call = { origin, method: 'GET', target: '/_emulator/clock', headers: {}, body: new Uint8Array() };
      const result = await http({ ...call, timeoutMs: 2000, bytesMax: 4096 });
      if (result.type !== 'Answered' || result.answer.status !== 200) return;
      const json = parseJson(result.answer.body);
      if (E.isLeft(json) || typeof json.right !== 'object' || json.right === null) return;
      const { epochMs, speed }: Record<string, unknown> = { ...json.right };
      if (typeof epochMs === 'number' && typeof speed === 'number') anchor = { baseAt: base(), at: epochMs, speed };
    },
  };
};
