import * as t from 'io-ts';
import type { CallSucceeding } from './call-json.ts';
import { readAs } from './read-as.ts';

const Faults = t.type({ faults: t.array(t.type({ kind: t.string, count: t.number })) }, 'Faults');
const enough = 1_000_000;

/** Counts requests that reach the emulator under a path: by a fault that does nothing but run out. */
export const countRequests = async (control: CallSucceeding, pathPrefix: string): Promise<() => Promise<number>> => {
  await control('POST', '/_emulator/faults', { kind: 'delay', delayMs: 0, match: { pathPrefix }, count: enough });
  return async () => {
    const { faults } = readAs(Faults, await control('GET', '/_emulator/faults'));
    const left = faults.find(({ kind }) => kind === 'delay')?.count ?? 0;
    return enough - left;
  };
};
