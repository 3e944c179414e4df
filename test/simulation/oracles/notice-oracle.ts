import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { Handle, HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import { createDecipheriv } from 'node:crypto';
import type { Simulation } from '../engine/simulation.ts';
import { nextApiV3Key } from '../world/keys.ts';
import { signedByWechat } from './wechat-signature.ts';

const windowMs = 300_000;
const servers = ['server', 'server-2', 'server-3'];

/**
 * INV-46, from outside: what was believed was WeChat's and of this minute. INV-56: what was WeChat's and could be opened was
 * believed, whichever of its keys signed or sealed it. A server whose clock is wrong is judged elsewhere.
 */
export const judgeNotices = (
  { violate, count, wallNow, conditions }: Simulation,
  keys: () => EmulatorKeys,
  /** Any other key has to be looked for, once a minute at most: till then its notices are refused (INV-55). */
  isConfigured: (serial: string) => boolean = () => true,
): ((handle: Handle) => Handle) => {
  const judge = (request: HttpRequest, { status }: HttpAnswer, now: number): void => {
    const signed = signedByWechat(keys(), request, now);
    const offMs = signed === undefined ? 0 : Math.abs(signed.atMs - now);
    if (status < 300 && signed === undefined) violate('INV-46', 'a notice that WeChat did not sign is believed');
    // What lies a second inside or outside is judged by the clock of the server alone.
    if (status < 300 && offMs > windowMs + 2000) violate('INV-46', `a notice ${Math.round(offMs)} ms off is believed`);
    if (signed === undefined) return;
    count(`notice of WeChat's ${status}`);
    const isOpened = status !== 400 || !opens(keys(), request.body);
    if (!isOpened) violate('INV-56', 'a notice that WeChat sealed is refused as unreadable');
    if (status === 401 && offMs < windowMs - 2000 && isConfigured(signed.serial))
      violate('INV-56', `a notice that WeChat signed as ${signed.serial.slice(0, 12)} is refused`);
  };
  const areRight = (): boolean => servers.every((name) => conditions.offsetMs(name) === 0);
  return (handle) => async (request) => {
    if (!request.target.startsWith('/notify/')) return handle(request);
    const now = wallNow();
    const wasRight = areRight();
    const answer = await handle(request);
    if (wasRight && areRight()) judge(request, answer, now);
    return answer;
  };
};

/** Sealed with one of the two keys that the merchant has set (INV-56). */
const opens = ({ apiV3Key }: EmulatorKeys, body: Uint8Array): boolean => {
  try {
    const { resource } = JSON.parse(Buffer.from(body).toString('utf8')) as {
      readonly resource: { readonly nonce: string; readonly associated_data: string; readonly ciphertext: string };
    };
    const sealed = Buffer.from(resource.ciphertext, 'base64');
    return [apiV3Key, nextApiV3Key].some((key) => holds(key, resource, sealed));
  } catch {
    return false;
  }
};

const holds = (
  key: string,
  { nonce, associated_data: associated }: { readonly nonce: string; readonly associated_data: string },
  sealed: Buffer,
): boolean => {
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce));
  decipher.setAAD(Buffer.from(associated)).setAuthTag(sealed.subarray(-16));
  decipher.update(sealed.subarray(0, -16));
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
};
