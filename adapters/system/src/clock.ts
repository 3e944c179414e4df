import { type Clock, Instant } from '@facepay/domain';

/** The wall clock of this machine. */
export const createSystemClock = (): Clock => ({ now: () => Instant.of(Date.now()) });
