import { serveWithTries } from '@facepay/device-emulator';
import type { RunningTerminal } from '@facepay/terminal';
import { strangerFaceSeed } from '../cast/cast.ts';
import { phoneTailOf } from '../cast/pupil.ts';
import { counters } from '../cast/school.ts';
import type { Meal } from './scene.ts';

/** A meal, and what the counter made of it. */
export interface Served {
  readonly meal: Meal;
  readonly scene: string;
  /** What the counter showed. */
  readonly shows: string;
  readonly outcome: 'sold' | 'sold-after-tail' | 'denied' | 'capped' | 'stranger' | 'refused';
  readonly voucherId?: string;
}

/** One person steps up. The voucher is on the terminal's disk before the counter says "paid". */
export const serve = ({ terminal }: RunningTerminal, scene: string, meal: Meal, captureSeed: number): Served => {
  const { pupil, amountFen, counter } = meal;
  const faceSeed = pupil?.faceSeed ?? strangerFaceSeed;
  const phoneTail = pupil === undefined ? undefined : phoneTailOf(pupil);
  const outcome = serveWithTries(terminal, {
    faceSeed,
    amountFen,
    captureSeed,
    ...(phoneTail === undefined ? {} : { phoneTail }),
  });
  const base = { meal, scene };
  switch (outcome.type) {
    case 'paid-locally': {
      const voucherId = `${counters[counter].deviceId}/1/${outcome.sequence}`;
      return outcome.tailAsked
        ? { ...base, voucherId, outcome: 'sold-after-tail', shows: `tail ${phoneTail ?? ''}: ${outcome.name}` }
        : { ...base, voucherId, outcome: 'sold', shows: outcome.name };
    }
    case 'denied':
    case 'stranger':
      return { ...base, outcome: outcome.type, shows: outcome.type };
    case 'exposure':
      return { ...base, outcome: 'capped', shows: 'too much offline' };
    case 'ask-tail':
    case 'try-again':
      return { ...base, outcome: 'refused', shows: outcome.type };
    case 'refused':
      return { ...base, outcome: 'refused', shows: `refused: ${outcome.reason}` };
  }
};
