import { createGatheredLines, createSystemClock } from '@facepay/system';
import { Container, type ContainerModule } from 'inversify';
import { followEmulatorClock } from './emulator-clock.ts';
import { notificationModule } from './modules/notification-module.ts';
import { storageModule } from './modules/storage-module.ts';
import { systemModule } from './modules/system-module.ts';
import { ackKeyOf, terminalModule } from './modules/terminal-module.ts';
import { tracingModule } from './modules/tracing-module.ts';
import { useCaseModule } from './modules/use-case-module.ts';
import { wechatModule } from './modules/wechat-module.ts';
import { openStores } from './open-stores.ts';
import { createEventMetrics } from './operations/event-metrics.ts';
import type { MetricSource } from './operations/metric.ts';
import { createReadiness, type NotReady } from './operations/readiness.ts';
import type { Ports } from './ports.ts';
import type { Settings } from './settings/settings.ts';
import type { Stores } from './stores.ts';
import { Tokens } from './tokens.ts';
import { openTracing } from './tracing/open-tracing.ts';
import type { UseCases } from './use-cases.ts';

/** A process put together: what its thin app calls. */
export interface Composed {
  readonly settings: Settings;
  readonly ports: Ports;
  readonly useCases: UseCases;
  readonly ackKey: { readonly keyId: string; readonly publicKey: string };
  /** Now and then: fetches WeChat's certificates before they are needed. */
  readonly maintain: () => Promise<void>;
  /** What everything below the app counts; the app adds its own. */
  readonly metrics: MetricSource;
  /** Why this process should get no work now; nothing where it may (`/readyz`). */
  readonly ready: () => Promise<readonly NotReady[]>;
  readonly close: () => Promise<void>;
}

export interface ComposeOptions {
  readonly changes?: readonly ContainerModule[];
  /** Where log lines go; standard output by default. */
  readonly writeLog?: (line: string) => void;
  /** Opens the database in another way than a real process does, such as one that need not survive a power cut. */
  readonly open?: (settings: Settings) => Promise<Stores>;
  /** What traces call this process; `facepay` by default. */
  readonly service?: string;
}

/**
 * Opens the store and binds every port to its adapter. `changes` are loaded last and may rebind any token: that is how an
 * adapter is swapped, by one module.
 */
export const compose = async (settings: Settings, options: ComposeOptions = {}): Promise<Composed> => {
  const { changes = [], writeLog = linesToStandardOutput(), open = openStores, service = 'facepay' } = options;
  const followed =
    settings.clock === 'emulator'
      ? await followEmulatorClock(settings.wechat.baseUrl)
      : { clock: createSystemClock(), stop: () => undefined };
  const stores = await open(settings);
  const tracing = settings.tracing === undefined ? undefined : openTracing({ ...settings.tracing, service });
  const container = new Container();
  const eventMetrics = createEventMetrics();
  container.bind(Tokens.settings).toConstantValue(settings);
  container.bind(Tokens.eventMetrics).toConstantValue(eventMetrics);
  container.load(
    systemModule(followed.clock, writeLog),
    storageModule(stores),
    wechatModule,
    terminalModule,
    notificationModule,
    useCaseModule,
    ...(tracing === undefined ? [] : [tracingModule(tracing)]),
    ...changes,
  );
  const ports = container.get(Tokens.ports);
  const { keys } = container.get(Tokens.wechat);
  return {
    settings,
    ports,
    useCases: container.get(Tokens.useCases),
    ackKey: ackKeyOf(settings),
    maintain: keys.renewIfDue,
    metrics: () => [...eventMetrics.source(), ...(tracing?.source() ?? [])],
    ready: createReadiness({
      reads: ports.reads,
      timer: ports.timer,
      keysKnown: () => keys.ring().keys.length > 0,
      renewKeys: keys.renew,
    }),
    close: async () => {
      followed.stop();
      await container.unbindAllAsync();
      await tracing?.close();
      await stores.close();
    },
  };
};

const linesToStandardOutput = (): ((line: string) => void) => {
  const lines = createGatheredLines((text) => void process.stdout.write(text));
  process.once('exit', lines.flush);
  return lines.write;
};
