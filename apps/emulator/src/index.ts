export { startEmulator } from './start-emulator.ts';
export type { RunningEmulator, StartEmulatorOptions } from './start-emulator.ts';
