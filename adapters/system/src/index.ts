export { createSystemClock } from './clock.ts';
export { createHasher } from './hasher.ts';
export { createLogger } from './logger.ts';
export { createIdSource, randomBytes } from './random.ts';
export { createTimer } from './timer.ts';
