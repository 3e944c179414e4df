import { randomBytes } from 'node:crypto';
import {
  createFaceWorld,
  createSyntheticProvider,
  createTerminal,
  defaultTerminalSettings,
} from '@facepay/device-emulator';
import type { Terminal, TerminalSettings } from '@facepay/device-emulator';
import { verifyEd25519Pool } from '@facepay/device-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import type { DeviceDisk } from './device-folder.ts';
import { gotTransport } from './got-transport.ts';
import { createKioskCamera } from './kiosk-camera.ts';
import type { CameraMode } from './kiosk-camera.ts';
import { listenKiosk } from './kiosk-server.ts';
import { createPausable } from './pausable.ts';

/** Who the terminal is and whom it talks to; everything else has a default. */
export type TerminalIdentity = Pick<
  TerminalSettings,
  'deviceId' | 'organizationId' | 'subMchid' | 'serverOrigin' | 'wechatOrigin'
>;

export interface StartTerminalOptions {
  readonly settings: TerminalIdentity & Partial<TerminalSettings>;
  /** See `openDeviceFolder`. Closed by `stop`. */
  readonly disk: DeviceDisk;
  /** Port of the kiosk page on 127.0.0.1, 0 for any free one; none without it. */
  readonly port?: number;
  /** When its camera is open; `waiting` by default. */
  readonly camera?: CameraMode;
  readonly http?: Transport;
  /** The wall clock, epoch milliseconds; the system's by default. */
  readonly now?: () => number;
  /** A steady clock, milliseconds; the system's by default, and `now` itself when that is handed in alone. */
  readonly monotonicNow?: () => number;
  /** Boot, refresh, upload and heartbeat by itself; true by default. */
  readonly rounds?: boolean;
}

export interface RunningTerminal {
  readonly terminal: Terminal;
  /** The kiosk page, when there is one. */
  readonly url?: string;
  /** Pulls and plugs the network cable. */
  readonly setOnline: (online: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Runs one terminal in this process. */
export const startTerminal = async (options: StartTerminalOptions): Promise<RunningTerminal> => {
  const { disk, settings, port, camera = 'waiting', http = gotTransport, now = Date.now, rounds = true } = options;
  const monotonicNow = options.monotonicNow ?? options.now ?? (() => performance.now());
  const pausable = createPausable();
  let online = true;
  const terminal = createTerminal(
    {
      ...disk,
      http: (call) => (online ? http(call) : Promise.resolve({ type: 'NotSent', reason: 'cable pulled' })),
      now,
      monotonicNow,
      randomBytes,
      sleep: pausable.sleep,
      provider: createSyntheticProvider(createFaceWorld()),
      verify: verifyEd25519Pool,
    },
    { ...defaultTerminalSettings, ...settings },
  );
  const kiosk =
    port === undefined ? undefined : await listenKiosk(terminal, createKioskCamera(camera, monotonicNow), port);
  const running = rounds ? terminal.run(pausable.isStopped) : Promise.resolve();
  return {
    terminal,
    ...(kiosk !== undefined && { url: kiosk.url }),
    setOnline: (wanted) => {
      online = wanted;
    },
    stop: async () => {
      pausable.stop();
      await kiosk?.close();
      await running;
      disk.journal.close();
    },
  };
};
