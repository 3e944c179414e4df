/** The real world: clock, timers, randomness, hashing, log. Everything here is handed to the rest as an argument. */
export { createSystemClock, monotonicMs } from './clock.ts';
export { createGatheredLines } from './gathered-lines.ts';
export { createHasher } from './hasher.ts';
export { createIdSource } from './id-source.ts';
export { createJsonLogger, loggedFields } from './logger.ts';
export { randomBytes, randomFraction } from './randomness.ts';
export { createSystemTimer, turn } from './timer.ts';
