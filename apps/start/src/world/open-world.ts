import { compose, type ComposeOptions, type RunningOperations, startOperations } from '@facepay/composition';
import { type BeijingDay, Instant } from '@facepay/domain';
import { type RunningEmulator, startEmulator } from '@facepay/emulator';
import { dependenciesFrom, type RunningServer, startServer } from '@facepay/server';
import type { RunningTerminal } from '@facepay/terminal';
import { createWorkerMetrics } from '@facepay/worker';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CounterNo, counters, school } from '../cast/school.ts';
import { openDataFolder, type Secrets } from './data-folder.ts';
import { type CallJson, createCallJson } from './http-json.ts';
import { finishLeftovers } from './finish-leftovers.ts';
import { letNightPass } from './let-night-pass.ts';
import { openCounter } from './open-counter.ts';
import { MerchantAnswer, OrganizationAnswer, readAs } from './read-answer.ts';
import { atTime, nextLunchDay, type TimeOfDay } from './school-day.ts';
import { settingsOf } from './settings-of.ts';
import { startWorking } from './start-working.ts';
import { until } from './until.ts';

export interface WorldOptions {
  readonly folder: string;
  readonly ports: {
    readonly emulator: number;
    readonly server: number;
    readonly terminal: number;
    readonly metrics: number;
  };
  /** A planted bug (docs/sabotage.md), as one module over the container. */
  readonly sabotage: NonNullable<ComposeOptions['changes']>;
}
/** Emulator, server, worker and two terminals, each over real HTTP with the others. */
export interface World {
  readonly emulator: RunningEmulator;
  readonly server: RunningServer;
  readonly counters: Readonly<Record<CounterNo, RunningTerminal>>;
  /** One for server and worker, which are one process here. */
  readonly operations: RunningOperations;
  readonly secrets: Secrets;
  readonly organizationId: string;
  readonly day: BeijingDay;
  /** The server's API as an operator calls it, and the emulator's control plane. */
  readonly api: CallJson;
  readonly control: CallJson;
  /** Moves the one clock of this world on to a time of the day; never back. */
  readonly passTo: (time: TimeOfDay) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const openWorld = async ({ folder, ports, sabotage }: WorldOptions): Promise<World> => {
  const secrets = openDataFolder(folder);
  const emulator = await startEmulator({ port: ports.emulator, dataDir: join(folder, 'emulator') });
  const control = createCallJson(emulator.url);
  const merchant = readAs(MerchantAnswer, await control('GET', '/_emulator/merchant'));

  const settings = settingsOf({ folder, port: ports.server, secrets, merchant, emulatorUrl: emulator.url });
  const composed = await compose(settings, {
    changes: sabotage,
    writeLog: (line) => appendFileSync(join(folder, 'facepay.log'), line), // the terminal shows the lunch
  });
  const dependencies = dependenciesFrom(composed);
  const workerMetrics = createWorkerMetrics();
  const operations = await startOperations(
    {
      metrics: [composed.metrics, dependencies.counters.source, workerMetrics.source],
      ready: composed.ready,
      logger: composed.ports.logger,
    },
    { port: ports.metrics, host: composed.settings.metrics.host },
  );
  const server = await startServer(dependencies, composed.settings.server);
  await control('POST', '/_emulator/notify-url', { url: `${server.url}/notify/wechat/${merchant.mchid}` });
  const working = startWorking(composed, workerMetrics);

  const api = createCallJson(server.url, { authorization: `Bearer ${secrets.adminToken}` });
  const { subMchid } = merchant;
  const organizationId = await adoptSchool(api, control, subMchid);
  const shared = { dataFolder: folder, organizationId, subMchid, serverUrl: server.url, emulator, api };
  const [first, second] = await Promise.all([
    openCounter({ ...shared, identity: counters[1], port: ports.terminal }),
    openCounter({ ...shared, identity: counters[2] }),
  ]);
  const moveTo = async (at: number): Promise<void> => {
    if (emulator.clock.now() < at) await control('POST', '/_emulator/clock', { now: at });
    await until('server and worker to follow the clock', async () => composed.ports.clock.now() >= at);
  };
  await finishLeftovers({ api, organizationId, counters: [first, second], now: emulator.clock.now, moveTo });
  const day = nextLunchDay(Instant.of(emulator.clock.now()));
  await moveTo(atTime(day, schoolBegins));
  await letNightPass({ organizationId, reads: composed.ports.reads, clock: composed.ports.clock, control });

  return {
    emulator,
    server,
    counters: { 1: first, 2: second },
    operations,
    secrets,
    organizationId,
    day,
    api,
    control,
    passTo: (time) => moveTo(atTime(day, time)),
    close: async () => {
      await Promise.all([first.stop(), second.stop()]);
      await working.stop();
      await server.stop();
      await operations.stop();
      await composed.close();
      await emulator.stop();
    },
  };
};

const schoolBegins = '07:30';

const adoptSchool = async (api: CallJson, control: CallJson, subMchid: string): Promise<string> => {
  const opened = await control('POST', '/_emulator/organizations', { organizationName: school.name });
  const { organizationId } = readAs(OrganizationAnswer, opened);
  await api('POST', '/v1/organizations', { organizationId, subMchid, scene: 'canteen', testMerchant: false });
  return organizationId;
};
