import type { FaultRule } from '@facepay/wechat-emulator';
import { chance, logUniform, stream, whole } from '../engine/random.ts';
import type { GatewayMode, Op, WorldPlan } from './plan.ts';

const minute = 60_000;
const hour = 60 * minute;
const deducts = { method: 'POST', pathPrefix: '/v3/offlineface/transactions' };

/** What stands beside the plain lunch for a whole run: several servers, clocks, and the nature of the gateway. */
export const drawSurroundings = (seed: number, workers: WorldPlan['workers']): Partial<WorldPlan> => {
  const prng = stream(seed, 'surroundings');
  const servers = chance(prng, 0.3) ? (chance(prng, 0.35) ? 3 : 2) : 1;
  const balance = chance(prng, 0.5) ? 'sticky' : 'any';
  const crowd = chance(prng, 0.06) ? (chance(prng, 0.5) ? 3 : 4) : workers;
  const isOff = chance(prng, 0.2);
  const clocks = ['server', 'server-2', 'worker-1', 'worker-2'].map((process) => ({
    process,
    clock: { offsetMs: whole(prng, -1000, 1000), driftPpm: whole(prng, -500, 500) },
  }));
  const crystalPpm = chance(prng, 0.3) ? whole(prng, -450, 450) : 0;
  return {
    workers: crowd,
    ...(servers === 1 ? {} : { servers, balance }),
    ...(isOff ? { clocks } : {}),
    ...(crystalPpm === 0 ? {} : { crystalPpm }),
    ...(chance(prng, 0.2) ? { openAnswers: true } : {}),
    ...modeOf(prng.next()),
  };
};

const modeOf = (drawn: number): { readonly gateway?: GatewayMode } => {
  if (drawn < 0.1) return { gateway: 'strict' };
  if (drawn < 0.2) return { gateway: 'slow-commit' };
  if (drawn < 0.28) return { gateway: 'at-once-twice' };
  return drawn < 0.36 ? { gateway: 'careless' } : {};
};

/** F-17, F-19, F-21 to F-23, in the emulator itself. Rules that strike a share of all end when the world heals. */
export const drawGateway = (seed: number, { gateway, openAnswers }: WorldPlan, lunchAt: number): readonly Op[] => {
  const ops: Op[] = [];
  const rule = (at: number, change: Partial<FaultRule> & Pick<FaultRule, 'kind'>): void => {
    const plain = { match: undefined, count: undefined, share: undefined, delayMs: undefined, hidden: undefined };
    ops.push({ type: 'gateway', at, rule: { ...plain, ...change } });
  };
  const on = (name: string, share: number, draw: (prng: ReturnType<typeof stream>, at: number) => void): void => {
    const prng = stream(seed, 'gateway', name);
    const at = lunchAt + whole(prng, 0, 20 * minute);
    if (chance(prng, share)) draw(prng, at);
  };
  const later = { kind: 'accept-then-settle-later', match: deducts } as const;
  on('hours later', 0.04, (prng, at) =>
    rule(at, { ...later, count: 1, delayMs: Math.round(logUniform(prng, hour, 23 * hour)), hidden: chance(prng, 0.5) }),
  );
  on('decline', 0.25, (prng, at) => rule(at, { kind: 'decline', match: deducts, count: whole(prng, 1, 3) }));
  on('too many', 0.2, (prng, at) => rule(at, { kind: 'too-many-requests', count: whole(prng, 1, 12) }));
  const isSilent = chance(stream(seed, 'gateway', 'no notices'), 0.08);
  if (isSilent) rule(0, { kind: 'notice-drop', share: 1 });
  on('few notices', 0.12, (prng) => rule(0, { kind: 'notice-drop', share: 0.5 + 0.45 * prng.next() }));
  // Thrice the same one at worst, and then a retry: within the 24 h 4 min of F-23. What is never sent is not late.
  on('one late notice', isSilent ? 0 : 0.2, (prng, at) =>
    rule(at, { kind: 'notice-late', count: 1, delayMs: Math.round(logUniform(prng, 10 * minute, 23 * hour)) }),
  );
  on('late notices', isSilent ? 0 : 0.15, (prng, at) =>
    rule(at, { kind: 'notice-late', count: 3, delayMs: Math.round(logUniform(prng, minute, 5 * hour)) }),
  );
  if (openAnswers === true) {
    rule(0, { kind: 'extra-members', share: 0.5 });
    rule(0, { kind: 'missing-members', share: 0.3 });
    rule(0, { kind: 'unknown-enum', share: 0.03 });
  }
  const unseen = { ...later, share: 0.3, hidden: true, unseen: true };
  // What may still be on its way must be known to be by then: at most 50 s on the line and 15 s in there (INV-12).
  if (gateway === 'at-once-twice') rule(0, { ...unseen, delayMs: 15_000 });
  if (gateway === 'slow-commit') rule(0, { ...unseen, delayMs: whole(stream(seed, 'slow commit'), 20, 240) * 1000 });
  return ops;
};
