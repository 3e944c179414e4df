import * as E from 'fp-ts/lib/Either.js';
import { serveWithTries } from '../src/index.ts';
import type { CameraFrame, Terminal, TerminalSettings, VoucherJournal } from '../src/index.ts';
import { createCounterTerminal, pupil } from './counter-world.ts';
import type { CounterWorld } from './counter-world.ts';

export const frameOf = (faceSeed: number, captureSeed = 1): CameraFrame => ({ type: 'face', faceSeed, captureSeed });
export const pupils = Array.from({ length: 20 }, (_, index) => pupil(index + 1));

/** A terminal that is ready to sell. */
export const opened = async (
  world: CounterWorld,
  journal?: VoucherJournal,
  settings: Partial<TerminalSettings> = {},
): Promise<Terminal> => {
  const terminal = createCounterTerminal(world, journal, settings);
  const booted = await terminal.boot();
  if (E.isLeft(booted)) throw new Error(booted.left.type);
  return terminal;
};

/** Sells one meal to each of the first pupils. */
export const sell = (terminal: Terminal, count: number): void => {
  for (let index = 1; index <= count; index += 1) {
    const outcome = serveWithTries(terminal, { faceSeed: index, amountFen: 1000 + index, captureSeed: 1 });
    if (outcome.type !== 'paid-locally') throw new Error(`pupil ${index}: ${outcome.type}`);
  }
};
