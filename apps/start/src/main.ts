import 'reflect-metadata';
import { keepServing } from './lunch/keep-serving.ts';
import { screenOf } from './report/screen.ts';
import { runStart } from './run-start.ts';

const once = process.argv.includes('--once');
const port = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const folder = process.env['FACEPAY_DATA_DIR'] ?? './data';
const screen = screenOf(process.stdout);
/** A taken port or a broken folder is said in a line, and where to look. */
const orEnd = async <A>(run: () => Promise<A>): Promise<A> => {
  try {
    return await run();
  } catch (cause) {
    console.error(`Facepay could not play the lunch: ${cause instanceof Error ? cause.message : String(cause)}`);
    console.error(
      `Its data is in ${folder}. What an earlier version, before the first release, left there has to be removed.`,
    );
    process.exit(1);
  }
};
const say = (line: string): void => screen.write(`${line}\n`);

const { world, problems } = await orEnd(() =>
  runStart(
    {
      folder,
      ports: {
        emulator: port('FACEPAY_EMULATOR_PORT', 8701),
        server: port('FACEPAY_SERVER_PORT', 8700),
        terminal: port('FACEPAY_TERMINAL_PORT', 8702),
        metrics: port('FACEPAY_METRICS_PORT', 8703),
      },
      sabotage: process.env['FACEPAY_SABOTAGE'],
    },
    screen,
  ),
);

if (once || problems.length > 0) {
  await world.close();
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  const counters = keepServing(world);
  say(`\nStill up; it is ${world.day} 12:15 at school. Ctrl-C stops.`);
  say(`  API        ${world.server.url}/docs   token in ${world.secrets.adminTokenPath}`);
  say(`  metrics    ${world.operations.url}/metrics`);
  say(`  emulator   ${world.emulator.url}/_emulator/ledger`);
  say(`  terminal   ${world.counters[1].url ?? '-'}`);
  const close = async (): Promise<void> => {
    await counters.stop();
    await world.close();
    say('stopped');
  };
  process.once('SIGINT', () => void close());
  process.once('SIGTERM', () => void close());
}
