import type { EmulatorStore } from './emulator-store.ts';

/** Keeps nothing: the state lives as long as the emulator. */
export const createMemoryEmulatorStore = (): EmulatorStore => ({
  load: () => [],
  save: () => undefined,
  close: () => undefined,
});
