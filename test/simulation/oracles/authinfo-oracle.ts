import type { Handle } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
import { serverSkewMaxMs } from '../plan/server-skew.ts';

/** INV-67: what WeChat gave for one terminal is given to that one alone, for an hour at most and never past its end. */
export interface AuthinfoOracle {
  readonly atWechat: (handle: Handle) => Handle;
  readonly atServer: (handle: Handle) => Handle;
}

const keptMaxMs = 3_600_000;

export const createAuthinfoOracle = ({ violate, count, stepper, plan }: Simulation): AuthinfoOracle => {
  const given = new Map<string, { readonly deviceId: string; readonly atMs: number; readonly livesMs: number }>();
  const answered = new Set<string>();
  // A server whose clock was wrong while it asked reckons the end by that clock.
  const toleranceMs = 1000 + 2 * serverSkewMaxMs(plan);
  return {
    atWechat: (handle) => async (request) => {
      const answer = await handle(request);
      if (!request.target.endsWith('/authinfo') || answer.status !== 200 || answer.body.length === 0) return answer;
      const asked = JSON.parse(textOf(request.body)) as { readonly device_id: string };
      const { authinfo, expires_in } = JSON.parse(textOf(answer.body)) as {
        readonly authinfo: string;
        readonly expires_in: number;
      };
      given.set(authinfo, { deviceId: asked.device_id, atMs: stepper.now(), livesMs: 1000 * expires_in });
      return answer;
    },
    atServer: (handle) => async (request) => {
      const answer = await handle(request);
      const deviceId = /^\/v1\/devices\/([^/]+)\/authinfo$/u.exec(request.target)?.[1];
      const signature = request.headers['signature']?.join() ?? '';
      // A repeat of a request gets the first answer (INV-60), with the seconds that were left then.
      if (deviceId === undefined || answer.status !== 200 || answered.has(signature)) return answer;
      answered.add(signature);
      const { authinfo, expiresIn } = JSON.parse(textOf(answer.body)) as {
        readonly authinfo: string;
        readonly expiresIn: number;
      };
      const known = given.get(authinfo);
      if (known === undefined || known.deviceId !== deviceId)
        violate('INV-67', `${deviceId} is given the authinfo of ${known?.deviceId ?? 'nobody'}`);
      else {
        const ageMs = stepper.now() - known.atMs;
        count(ageMs > 60_000 ? 'authinfo kept' : 'authinfo fresh');
        const keptMs = Math.min(keptMaxMs, known.livesMs) + toleranceMs;
        if (ageMs > keptMs || ageMs + 1000 * expiresIn > keptMs)
          violate('INV-67', `${deviceId}: an authinfo ${Math.round(ageMs)} ms old, for ${expiresIn} s more`);
      }
      return answer;
    },
  };
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
