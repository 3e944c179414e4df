import { compose, type Composed, type ComposeOptions, readSettings } from '@facepay/composition';
import { type RunningEmulator, startEmulator, type StartEmulatorOptions } from '@facepay/emulator';
import { dependenciesFrom, type RunningServer, type ServerCounters, startServer } from '@facepay/server';
import { createWorker, createWorkerMetrics, runWorker, type WorkerMetrics } from '@facepay/worker';
import * as E from 'fp-ts/lib/Either.js';
import { type CallJson, callerOf, type CallSucceeding, succeeding } from './call-json.ts';
import { freshDatabase, type TestDatabase } from './databases.ts';
import { environmentOf, type Installation, newInstallation, type Surroundings } from './installation.ts';
import { fetchMerchant, type Merchant } from './merchant.ts';
import { adoptSchool } from './adopt-school.ts';
import { type Pupil, signUpPupil } from './sign-up.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface CanteenOptions {
  readonly knownKeys?: Surroundings['knownKeys'];
  readonly emulator?: Partial<StartEmulatorOptions>;
  /** The worker runs by default. Without it notices and vouchers stay where they are. */
  readonly working?: boolean;
  /** Modules loaded last, to swap an adapter. */
  readonly changes?: NonNullable<ComposeOptions['changes']>;
  /** More of the environment, such as where traces go. */
  readonly settings?: Readonly<Record<string, string>>;
  /** WeChat's notices come to our server by default. */
  readonly notifyUrl?: 'server' | 'nowhere';
}

interface LogLine {
  readonly message: string;
  readonly level: string;
  readonly endpoint?: string;
  readonly type?: string;
}

/**
 * A school on our platform: emulated WeChat Pay, our server and our worker, over real HTTP in this process, on a database
 * of the kind that this project is about.
 */
export interface Canteen {
  readonly installation: Installation;
  readonly database: TestDatabase;
  readonly emulator: RunningEmulator;
  readonly server: RunningServer;
  readonly composed: Composed;
  readonly counters: ServerCounters;
  readonly workerMetrics: WorkerMetrics;
  /** What server and worker logged so far, one JSON object a line. */
  readonly log: () => readonly LogLine[];
  readonly merchant: Merchant;
  readonly organizationId: string;
  /** Our API as an operator calls it; anything but 2xx fails the test. */
  readonly api: CallSucceeding;
  /** The same, with every answer. */
  readonly callApi: CallJson;
  /** The emulator's control plane. */
  readonly control: CallSucceeding;
  readonly notifyPath: string;
  readonly signUp: (pupilNumber: number) => Promise<Pupil>;
  /** Lets the worker's rounds run until one finds nothing; for a canteen whose worker does not run by itself. */
  readonly work: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const openCanteen = async (options: CanteenOptions = {}): Promise<Canteen> => {
  const { knownKeys = 'both', working = true, notifyUrl = 'server' } = options;
  const folder = makeTemporaryFolder();
  const installation = newInstallation(folder.path);
  const emulator = await startEmulator({ port: 0, ...options.emulator });
  const control = succeeding(callerOf(emulator.url));
  const merchant = await fetchMerchant(control);
  const database = await freshDatabase();
  const environment = environmentOf(installation, {
    merchant,
    emulatorUrl: emulator.url,
    serverPort: 0,
    databaseUrl: database.url,
    knownKeys,
  });
  const lines: LogLine[] = [];
  const composed = await compose(settingsFrom({ ...environment, ...options.settings }), {
    changes: options.changes ?? [],
    writeLog: (line) => lines.push(JSON.parse(line)),
    open: database.open,
  });
  const dependencies = dependenciesFrom(composed);
  const server = await startServer(dependencies, composed.settings.server);
  const notifyPath = `/notify/wechat/${merchant.mchid}`;
  if (notifyUrl === 'server') await control('POST', '/_emulator/notify-url', { url: `${server.url}${notifyPath}` });
  const workerMetrics = createWorkerMetrics();
  const worker = working ? startWorking(composed, workerMetrics) : { stop: () => Promise.resolve() };
  const callApi = callerOf(server.url, { authorization: `Bearer ${installation.adminToken}` });
  const api = succeeding(callApi);
  const organizationId = await adoptSchool({ api, control }, merchant.subMchid);
  return {
    installation,
    database,
    emulator,
    server,
    composed,
    counters: dependencies.counters,
    workerMetrics,
    log: () => lines,
    merchant,
    organizationId,
    api,
    callApi,
    control,
    notifyPath,
    work: () => workUntilIdle(composed, workerMetrics),
    signUp: (pupilNumber) =>
      signUpPupil(
        {
          api,
          control,
          organizationId,
        },
        pupilNumber,
      ),
    close: async () => {
      await worker.stop();
      await server.stop();
      await composed.close();
      await emulator.stop();
      await database.drop();
      folder.remove();
    },
  };
};

/** Complete settings of one environment; anything missing fails the test. */
export const settingsFrom = (environment: Readonly<Record<string, string>>) => {
  const settings = readSettings(environment, (path) => {
    throw new Error(`no file is read here: ${path}`);
  });
  if (E.isRight(settings)) return settings.right;
  throw new Error(settings.left.map(({ name, rule }) => `${name} ${rule}`).join(', '));
};

const workUntilIdle = async ({ ports, useCases, maintain }: Composed, metrics: WorkerMetrics): Promise<void> => {
  const counting = { metrics, reads: ports.reads };
  const worker = createWorker({ ...ports, useCases, maintain, holder: 'worker/by-hand', counting });
  while ((await worker.round()) > 0);
};

/** Runs a worker of this composed process until stopped; the round under way is finished. */
export const startWorking = (
  { ports, useCases, maintain }: Composed,
  metrics: WorkerMetrics = createWorkerMetrics(),
): { readonly stop: () => Promise<void> } => {
  const stop = new AbortController();
  const counting = { metrics, reads: ports.reads };
  const worker = createWorker({ ...ports, useCases, maintain, holder: `worker/${ports.idSource.next()}`, counting });
  const running = runWorker(worker, ports.timer, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return running;
    },
  };
};
