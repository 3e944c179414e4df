import { type Clock, Instant } from '@facepay/domain';

export const createSystemClock = (): Clock => ({ now: () => Instant.of(Date.now()) });

/** For lengths of time: never steps back when the wall clock is set. */
export const monotonicMs = (): number => performance.now();
