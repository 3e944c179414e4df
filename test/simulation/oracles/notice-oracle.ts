import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { Handle, HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
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
