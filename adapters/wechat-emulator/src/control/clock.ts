import { beijingTime } from '../beijing-time.ts';
import type { MovableClock } from '../movable-clock.ts';
import type { ControlFace } from './control-face.ts';
import { ok, refuse, taking } from './control-face.ts';
import { ClockBody } from './shapes.ts';

const view = (clock: MovableClock) => {
  const now = clock.now();
  return ok({ now: beijingTime(now), epochMs: now, speed: clock.speed() });
};

export const getClockFace: ControlFace = (engine) => () => view(engine.clock);

const instantOf = (now: number | string): number => (typeof now === 'number' ? now : Date.parse(now));

/** Notices, expiries and repeats follow; what fell due on the way happens at once. */
export const setClockFace = taking(ClockBody, (engine, { advanceMs, now, speed }) => {
  const { clock } = engine;
  const at = now === undefined ? undefined : instantOf(now);
  if (at !== undefined && !Number.isSafeInteger(at)) return refuse(400, 'NOW_MALFORMED', 'now is RFC 3339 or epoch ms');
  if (advanceMs !== undefined && !(Number.isSafeInteger(advanceMs) && advanceMs >= 0))
    return refuse(400, 'ADVANCE_MALFORMED', 'advanceMs is a whole number, not negative');
  if (speed !== undefined && !(speed >= 0 && speed <= 1_000_000))
    return refuse(400, 'SPEED_MALFORMED', 'speed lies between 0 and 1000000');
  if (at !== undefined) clock.set(at);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (speed !== undefined) clock.setSpeed(speed);
  return view(clock);
});
