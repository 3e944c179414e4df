import type { StartEmulatorOptions } from './start-emulator.ts';

export interface EmulatorProcessSettings {
  readonly options: StartEmulatorOptions;
  /** All faults at once, in words. */
  readonly faults: readonly string[];
}

/**
 * `FACEPAY_EMULATOR_PORT` (8701), `FACEPAY_EMULATOR_HOST` (127.0.0.1) and `FACEPAY_EMULATOR_DATA`: the folder of keys and
 * money truth (`./data/emulator`), or `memory` to forget everything at the end.
 */
export const readEmulatorSettings = (env: Readonly<Record<string, string | undefined>>): EmulatorProcessSettings => {
  const port = env['FACEPAY_EMULATOR_PORT'] ?? '8701';
  const data = env['FACEPAY_EMULATOR_DATA'] ?? './data/emulator';
  const good = /^\d{1,5}$/.test(port) && Number(port) <= 65_535;
  return {
    options: {
      port: Number(port),
      host: env['FACEPAY_EMULATOR_HOST'] ?? '127.0.0.1',
      ...(data !== 'memory' && { dataDir: data }),
    },
    faults: good ? [] : [`FACEPAY_EMULATOR_PORT must be a port number, not ${JSON.stringify(port)}`],
  };
};
