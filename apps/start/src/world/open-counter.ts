import type { RunningEmulator } from '@facepay/emulator';
import { openDeviceFolder, type RunningTerminal, startTerminal } from '@facepay/terminal';
import * as E from 'fp-ts/lib/Either.js';
import { join } from 'node:path';
import type { CounterIdentity } from '../cast/school.ts';
import type { CallJson } from './http-json.ts';
import { until } from './until.ts';

/** One counter: its terminal, enrolled and booted. */
export const openCounter = async (of: {
  readonly identity: CounterIdentity;
  readonly dataFolder: string;
  /** Port of the kiosk page; none without it. */
  readonly port?: number;
  readonly organizationId: string;
  readonly subMchid: string;
  readonly serverUrl: string;
  readonly emulator: RunningEmulator;
  readonly api: CallJson;
}): Promise<RunningTerminal> => {
  const { organizationId, subMchid, emulator } = of;
  const { deviceId, name, folder } = of.identity;
  const counter = await startTerminal({
    settings: { deviceId, organizationId, subMchid, serverOrigin: of.serverUrl, wechatOrigin: emulator.url },
    disk: openDeviceFolder(join(of.dataFolder, folder)),
    ...(of.port === undefined ? {} : { port: of.port }),
    now: emulator.clock.now,
    rounds: false, // the lunch says when
  });
  await of.api('POST', '/v1/devices', { deviceId, organizationId, name, publicKey: counter.terminal.publicKey });
  await bootCounter(counter);
  return counter;
};

/** Permission of WeChat for the face SDK, faces and deny list, as of now. */
export const bootCounter = async ({ terminal }: RunningTerminal): Promise<void> => {
  let booted = await terminal.boot();
  for (let tries = 1; E.isLeft(booted) && tries < triesMax; tries += 1) booted = await terminal.boot();
  if (E.isLeft(booted)) throw new Error(`${terminal.deviceId} does not start: ${JSON.stringify(booted.left)}`);
};
/** On a busy machine one call may be lost. */
const triesMax = 3;

/** Uploads until every voucher is acknowledged. */
export const handOver = ({ terminal }: RunningTerminal): Promise<void> =>
  until(`${terminal.deviceId} to hand over its vouchers`, async () => {
    if (terminal.status().backlog > 0) await terminal.flush();
    return terminal.status().backlog === 0;
  });
