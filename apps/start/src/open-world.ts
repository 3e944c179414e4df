import {
  compose,
  type ComposeOptions,
  type Composed,
  readSettings,
  type RunningOperations,
  startOperations,
} from '@facepay/composition';
import { type RunningEmulator, startEmulator } from '@facepay/emulator';
import { dependenciesFrom, type RunningServer, startServer } from '@facepay/server';
import { type RunningTerminal, openDeviceFolder, startTerminal } from '@facepay/terminal';
import { createWorker, createWorkerMetrics, runWorker, type WorkerMetrics } from '@facepay/worker';
import { Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder, type Secrets } from './data-folder.ts';
import { type CallJson, createCallJson } from './http-json.ts';
import { MerchantAnswer, OrganizationAnswer, readAs } from './read-answer.ts';
import { school } from './cast.ts';
import { nextLunch } from './school-day.ts';

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
/** Emulator, server, worker and terminal, each over real HTTP with the others. */
export interface World {
  readonly emulator: RunningEmulator;
  readonly server: RunningServer;
  readonly terminal: RunningTerminal;
  /** One for server and worker, which are one process here. */
  readonly operations: RunningOperations;
  readonly secrets: Secrets;
  readonly organizationId: string;
  readonly lunchAt: Instant;
  /** The server's API as an operator calls it, and the emulator's control plane. */
  readonly api: CallJson;
  readonly control: CallJson;
  readonly close: () => Promise<void>;
}

export const openWorld = async ({ folder, ports, sabotage }: WorldOptions): Promise<World> => {
  const secrets = openDataFolder(folder);
  const emulator = await startEmulator({ port: ports.emulator, dataDir: join(folder, 'emulator') });
  const lunchAt = nextLunch(Instant.of(emulator.clock.now()));
  const control = createCallJson(emulator.url);
  await control('POST', '/_emulator/clock', { now: lunchAt });
  const merchant = readAs(MerchantAnswer, await control('GET', '/_emulator/merchant'));

  const composed = await compose(settingsOf(folder, ports.server, secrets, merchant, emulator.url), {
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
  const organizationId = await adoptSchool(api, control, merchant.subMchid);
  const terminal = await openTerminal({
    folder,
    port: ports.terminal,
    organizationId,
    subMchid: merchant.subMchid,
    server,
    emulator,
    api,
  });

  return {
    emulator,
    server,
    terminal,
    operations,
    secrets,
    organizationId,
    lunchAt,
    api,
    control,
    close: async () => {
      await terminal.stop();
      await working.stop();
      await server.stop();
      await operations.stop();
      await composed.close();
      await emulator.stop();
    },
  };
};

type Merchant = typeof MerchantAnswer._A;

/** The very settings that separate processes would get; the demonstration has no way in of its own. */
const settingsOf = (folder: string, port: number, secrets: Secrets, merchant: Merchant, emulatorUrl: string) => {
  const settings = readSettings(
    {
      FACEPAY_DATABASE_URL: `sqlite:${join(folder, 'facepay.db')}`,
      FACEPAY_SERVER_PORT: String(port),
      FACEPAY_ADMIN_TOKEN: secrets.adminToken,
      FACEPAY_FIELD_KEYS: secrets.fieldKeys,
      FACEPAY_ACK_KEY: secrets.ackKeyPem,
      FACEPAY_CLOCK: 'emulator',
      WECHATPAY_BASE_URL: emulatorUrl,
      WECHATPAY_MCHID: merchant.mchid,
      WECHATPAY_APPID: merchant.appid,
      WECHATPAY_MCH_SERIAL_NO: merchant.serialNo,
      WECHATPAY_PRIVATE_KEY: merchant.privateKeyPem,
      WECHATPAY_API_V3_KEY: merchant.apiV3Key,
      WECHATPAY_PUBLIC_KEY_ID: merchant.publicKeyId,
      WECHATPAY_PUBLIC_KEY: merchant.publicKeyPem,
    },
    (path) => {
      throw new Error(`no file is read here: ${path}`);
    },
  );
  if (E.isRight(settings)) return settings.right;
  throw new Error(settings.left.map(({ name, rule }) => `${name} ${rule}`).join(', '));
};

const startWorking = (
  { ports, useCases, maintain }: Composed,
  metrics: WorkerMetrics,
): { readonly stop: () => Promise<void> } => {
  const stop = new AbortController();
  const worker = createWorker({
    ...ports,
    useCases,
    maintain,
    holder: `worker/${ports.idSource.next()}`,
    counting: { metrics, reads: ports.reads },
  });
  const running = runWorker(worker, ports.timer, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return running;
    },
  };
};

const adoptSchool = async (api: CallJson, control: CallJson, subMchid: string): Promise<string> => {
  const opened = await control('POST', '/_emulator/organizations', { organizationName: school.name });
  const { organizationId } = readAs(OrganizationAnswer, opened);
  await api('POST', '/v1/organizations', { organizationId, subMchid, scene: 'canteen', testMerchant: false });
  return organizationId;
};

const openTerminal = async (of: {
  readonly folder: string;
  readonly port: number;
  readonly organizationId: string;
  readonly subMchid: string;
  readonly server: RunningServer;
  readonly emulator: RunningEmulator;
  readonly api: CallJson;
}): Promise<RunningTerminal> => {
  const { organizationId, subMchid, server, emulator } = of;
  const terminal = await startTerminal({
    settings: {
      deviceId: school.deviceId,
      organizationId,
      subMchid,
      serverOrigin: server.url,
      wechatOrigin: emulator.url,
    },
    disk: openDeviceFolder(join(of.folder, 'terminal')),
    port: of.port,
    now: emulator.clock.now,
    rounds: false,
  });
  const { deviceId, deviceName: name } = school;
  await of.api('POST', '/v1/devices', { deviceId, organizationId, name, publicKey: terminal.terminal.publicKey });
  const booted = await terminal.terminal.boot();
  if (E.isLeft(booted)) throw new Error(`the terminal does not start: ${JSON.stringify(booted.left)}`);
  return terminal;
};
