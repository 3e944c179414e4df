import 'reflect-metadata';
import { toRfc3339 } from '@facepay/domain';
import { runStart } from './run-start.ts';

const once = process.argv.includes('--once');
const port = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
/** A taken port or a broken folder is said in one line. */
const orEnd = async <A>(run: () => Promise<A>): Promise<A> => {
  try {
    return await run();
  } catch (cause) {
    console.error(`Facepay could not play the lunch: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exit(1);
  }
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { world, problems } = await orEnd(() =>
  runStart(
    {
      folder: process.env['FACEPAY_DATA_DIR'] ?? './data',
      ports: {
        emulator: port('FACEPAY_EMULATOR_PORT', 8701),
        server: port('FACEPAY_SERVER_PORT', 8700),
        terminal: port('FACEPAY_TERMINAL_PORT', 8702),
        metrics: port('FACEPAY_METRICS_PORT', 8703),
      },
      sabotage: process.env['FACEPAY_SABOTAGE'],
    },
    say,
  ),
);

if (once || problems.length > 0) {
  await world.close();
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  say(`\nStill up; it is ${toRfc3339(world.lunchAt).slice(0, 16)} at school. Ctrl-C stops.`);
  say(`  API        ${world.server.url}/docs   token in ${world.secrets.adminTokenPath}`);
  say(`  metrics    ${world.operations.url}/metrics`);
  say(`  emulator   ${world.emulator.url}/_emulator/ledger`);
  say(`  terminal   ${world.terminal.url ?? '-'}`);
  const close = (): void => void world.close().then(() => say('stopped'));
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}
