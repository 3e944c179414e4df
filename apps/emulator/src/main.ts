import 'reflect-metadata';
import { readEmulatorSettings } from './read-emulator-settings.ts';
import { startEmulator } from './start-emulator.ts';

/** `pnpm emulator`: the WeChat Pay emulator alone, until Ctrl-C. */
const main = async (): Promise<void> => {
  const settings = readEmulatorSettings(process.env);
  if (settings.faults.length > 0) {
    for (const fault of settings.faults) console.error(fault);
    process.exitCode = 1;
    return;
  }
  const running = await startEmulator(settings.options);
  console.log(
    [
      `WeChat Pay emulator: ${running.url}`,
      `  use it as base URL of any WeChat Pay v3 client; data in ${settings.options.dataDir ?? 'memory only'}`,
      `  merchant identity:  curl ${running.url}/_emulator/merchant`,
      `  money truth:        curl ${running.url}/_emulator/ledger`,
      `  clock:              curl -d '{"advanceMs":60000}' ${running.url}/_emulator/clock`,
    ].join('\n'),
  );
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      (cause: unknown) => {
        console.error(cause);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

await main();
