import { compose, type Composed, readSettings } from '@facepay/composition';
import { type RunningEmulator, startEmulator, type StartEmulatorOptions } from '@facepay/emulator';
import { dependenciesFrom, type RunningServer, startServer } from '@facepay/server';
import { createWorker, runWorker } from '@facepay/worker';
import * as E from 'fp-ts/lib/Either.js';
import { type CallJson, callerOf, type CallSucceeding, succeeding } from './call-json.ts';
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
  readonly changes?: Parameters<typeof compose>[1];
  /** WeChat's notices come to our server by default; `undefined` leaves them unregistered. */
  readonly notifyUrl?: 'server' | 'nowhere';
}

/** A school on our platform: emulated WeChat Pay, our server and our worker, over real HTTP in this process. */
export interface Canteen {
  readonly installation: Installation;
  readonly emulator: RunningEmulator;
  readonly server: RunningServer;
  readonly composed: Composed;
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
  readonly close: () => Promise<void>;
}

export const openCanteen = async (options: CanteenOptions = {}): Promise<Canteen> => {
  const { knownKeys = 'both', working = true, notifyUrl = 'server' } = options;
  const folder = makeTemporaryFolder();
  const installation = newInstallation(folder.path);
  const emulator = await startEmulator({ port: 0, ...options.emulator });
  const control = succeeding(callerOf(emulator.url));
  const merchant = await fetchMerchant(control);
  const environment = environmentOf(installation, { merchant, emulatorUrl: emulator.url, serverPort: 0, knownKeys });
  const composed = await compose(settingsFrom(environment), options.changes);
  const server = await startServer(dependenciesFrom(composed), composed.settings.server);
  const notifyPath = `/notify/wechat/${merchant.mchid}`;
  if (notifyUrl === 'server') await control('POST', '/_emulator/notify-url', { url: `${server.url}${notifyPath}` });
  const worker = working ? startWorking(composed) : { stop: () => Promise.resolve() };
  const callApi = callerOf(server.url, { authorization: `Bearer ${installation.adminToken}` });
  const api = succeeding(callApi);
  const organizationId = await adoptSchool({ api, control }, merchant.subMchid);
  return {
    ...{ installation, emulator, server, composed, merchant, organizationId, api, callApi, control, notifyPath },
    signUp: (pupilNumber) => signUpPupil({ api, control, organizationId }, pupilNumber),
    close: async () => {
      await worker.stop();
      await server.stop();
      await composed.close();
      await emulator.stop();
      folder.remove();
    },
  };
};

const settingsFrom = (environment: Readonly<Record<string, string>>) => {
  const settings = readSettings(environment, (path) => {
    throw new Error(`no file is read here: ${path}`);
  });
  if (E.isRight(settings)) return settings.right;
  throw new Error(settings.left.map(({ name, rule }) => `${name} ${rule}`).join(', '));
};

/** Runs a worker of this composed process until stopped; the round under way is finished. */
export const startWorking = ({ ports, useCases }: Composed): { readonly stop: () => Promise<void> } => {
  const stop = new AbortController();
  const worker = createWorker({ ...ports, useCases, holder: `worker/${ports.idSource.next()}` });
  const running = runWorker(worker, ports.timer, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return running;
    },
  };
};
