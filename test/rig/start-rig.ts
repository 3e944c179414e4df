import { type RunningEmulator, startEmulator, type StartEmulatorOptions } from '@facepay/emulator';
import { adoptSchool } from '../support/adopt-school.ts';
import { callerOf, type CallSucceeding, succeeding } from '../support/call-json.ts';
import { environmentOf, type Installation, newInstallation } from '../support/installation.ts';
import { fetchMerchant, type Merchant } from '../support/merchant.ts';
import { type Pupil, signUpPupil } from '../support/sign-up.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { type AppName, type AppProcess, startApp } from './app-process.ts';

/** The smallest real-process rig (`simulation.md` §4): the gateway here, our server and worker as processes of their own. */
export interface Rig {
  readonly emulator: RunningEmulator;
  readonly installation: Installation;
  readonly merchant: Merchant;
  readonly organizationId: string;
  /** Where the server listens now; after a restart it is another port. */
  readonly serverUrl: () => string;
  readonly api: CallSucceeding;
  readonly control: CallSucceeding;
  readonly signUp: (pupilNumber: number) => Promise<Pupil>;
  /** `kill -9`, then a new process on the same data. */
  readonly killAndRestart: (app: AppName) => Promise<void>;
  /** Ends both by SIGTERM; returns their exit codes. */
  readonly stopApps: () => Promise<readonly (number | undefined)[]>;
  readonly close: () => Promise<void>;
}

export interface RigOptions {
  /** A file of its own by default. */
  readonly databaseUrl?: string;
  /** Settings beside those that every installation has. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly emulator?: Partial<StartEmulatorOptions>;
}

export const startRig = async ({ databaseUrl, settings = {}, emulator: options }: RigOptions = {}): Promise<Rig> => {
  const folder = makeTemporaryFolder();
  const installation = newInstallation(folder.path);
  const emulator = await startEmulator({ port: 0, ...options });
  const control = succeeding(callerOf(emulator.url));
  const merchant = await fetchMerchant(control);
  const environment = {
    ...environmentOf(installation, { merchant, emulatorUrl: emulator.url, serverPort: 0 }),
    ...(databaseUrl === undefined ? {} : { FACEPAY_DATABASE_URL: databaseUrl }),
    ...settings,
  };
  const start = async (name: AppName): Promise<AppProcess> => {
    const app = await startApp(name, environment);
    if (app.address !== undefined)
      await control('POST', '/_emulator/notify-url', { url: `${app.address}/notify/wechat/${merchant.mchid}` });
    return app;
  };
  const apps = { server: await start('server'), worker: await start('worker') };
  const serverUrl = (): string => {
    const { address } = apps.server;
    if (address === undefined) throw new Error('the server did not say where it listens');
    return address;
  };
  const api: CallSucceeding = (method, path, body) =>
    succeeding(callerOf(serverUrl(), { authorization: `Bearer ${installation.adminToken}` }))(method, path, body);
  const organizationId = await adoptSchool({ api, control }, merchant.subMchid);
  return {
    emulator,
    installation,
    merchant,
    organizationId,
    serverUrl,
    api,
    control,
    signUp: (pupilNumber) => signUpPupil({ api, control, organizationId }, pupilNumber),
    killAndRestart: async (name) => {
      if (!apps[name].isRunning()) throw new Error(`the ${name} had ended by itself`);
      await apps[name].kill();
      apps[name] = await start(name);
    },
    stopApps: () => Promise.all([apps.worker.stop(), apps.server.stop()]),
    close: async () => {
      await Promise.all([apps.worker.kill(), apps.server.kill()]);
      await emulator.stop();
      folder.remove();
    },
  };
};
