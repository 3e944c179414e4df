import { defaultTerminalSettings } from '@facepay/device-emulator';
import type { TerminalSettings } from '@facepay/device-emulator';
import * as E from 'fp-ts/lib/Either.js';
import { cameraModes } from './kiosk-camera.ts';
import type { CameraMode } from './kiosk-camera.ts';
import type { TerminalIdentity } from './start-terminal.ts';

export interface TerminalConfig {
  readonly identity: TerminalIdentity;
  /** What the school decides for its counters (INV-42, INV-66). */
  readonly rules: Pick<TerminalSettings, 'denyListEveryMs' | 'exposurePupilFenMax' | 'exposureDeviceFenMax'>;
  readonly port: number;
  readonly camera: CameraMode;
  /** Folder of key and journal. */
  readonly folder: string;
  /** Follow the emulator's clock instead of the system's. */
  readonly followsEmulatorClock: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings, or lists everything missing or malformed at once. */
export const readTerminalSettings = (environment: Environment): E.Either<readonly string[], TerminalConfig> => {
  const problems: string[] = [];
  const text = (name: string, fallback?: string): string => {
    const value = environment[name] ?? fallback;
    if (value === undefined || value === '') problems.push(`${name} is missing`);
    return value ?? '';
  };
  const origin = (name: string, fallback: string): string => {
    const value = text(name, fallback);
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return new URL(value).origin;
    problems.push(`${name} is not an http(s) address`);
    return '';
  };
  const port = (name: string, fallback: number): number => {
    const value = Number(environment[name] ?? fallback);
    if (!Number.isInteger(value) || value < 0 || value > 65_535) problems.push(`${name} is not a port`);
    return value;
  };
  const whole = (name: string, fallback: number, most: number): number => {
    const written = environment[name] ?? String(fallback);
    const value = Number(written);
    if (/^\d{1,15}$/.test(written) && value <= most) return value;
    problems.push(`${name} is not a whole number up to ${most}`);
    return fallback;
  };
  const { denyListEveryMs, exposurePupilFenMax, exposureDeviceFenMax } = defaultTerminalSettings;
  const deviceId = text('FACEPAY_TERMINAL_DEVICE_ID', 'terminal-1');
  if (!/^[\w-]{1,32}$/.test(deviceId))
    problems.push('FACEPAY_TERMINAL_DEVICE_ID takes up to 32 letters, digits, - and _');
  const clock = text('FACEPAY_CLOCK', 'system');
  if (clock !== 'system' && clock !== 'emulator') problems.push('FACEPAY_CLOCK is system or emulator');
  const wanted = text('FACEPAY_TERMINAL_CAMERA', 'waiting');
  const camera = cameraModes.find((mode) => mode === wanted);
  if (camera === undefined) problems.push(`FACEPAY_TERMINAL_CAMERA is one of ${cameraModes.join(', ')}`);
  const emulatorOrigin = `http://127.0.0.1:${port('FACEPAY_EMULATOR_PORT', 8701)}`;
  const config: TerminalConfig = {
    identity: {
      deviceId,
      organizationId: text('FACEPAY_TERMINAL_ORGANIZATION_ID'),
      subMchid: text('FACEPAY_TERMINAL_SUB_MCHID'),
      serverOrigin: origin('FACEPAY_TERMINAL_SERVER_URL', `http://127.0.0.1:${port('FACEPAY_SERVER_PORT', 8700)}`),
      wechatOrigin: origin('WECHATPAY_FACE_URL', environment['WECHATPAY_BASE_URL'] ?? emulatorOrigin),
    },
    rules: {
      denyListEveryMs: 1000 * whole('FACEPAY_TERMINAL_DENY_LIST_SECONDS', denyListEveryMs / 1000, denyListSecondsMax),
      exposurePupilFenMax: whole('FACEPAY_TERMINAL_EXPOSURE_PUPIL_FEN', exposurePupilFenMax, fenMax),
      exposureDeviceFenMax: whole('FACEPAY_TERMINAL_EXPOSURE_DEVICE_FEN', exposureDeviceFenMax, fenMax),
    },
    port: port('FACEPAY_TERMINAL_PORT', 8702),
    camera: camera ?? 'waiting',
    folder: text('FACEPAY_TERMINAL_FOLDER', `./data/${deviceId}`),
    followsEmulatorClock: clock === 'emulator',
  };
  if (config.followsEmulatorClock && !isLoopback(config.identity.wechatOrigin))
    problems.push('FACEPAY_CLOCK=emulator needs a WeChat address on this machine');
  return problems.length > 0 ? E.left([...new Set(problems)]) : E.right(config);
};

/** With a round every five seconds a change still acts within 90 s (INV-42). */
const denyListSecondsMax = 80;
const fenMax = 100_000_000;

const isLoopback = (origin: string): boolean =>
  origin !== '' && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
