import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as t from 'io-ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDeductions } from '../support/audit-money.ts';
import { callerOf } from '../support/call-json.ts';
import { mulberry } from '../support/mulberry.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { readAs } from '../support/read-as.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

// Runs once, on the database of the project: it is about the disk of the terminal, an SQLite file of its own.

const seed = Number(process.env['FACEPAY_KILL_SEED'] ?? 20_260_907);
const lives = 3;
const root = fileURLToPath(new URL('../../', import.meta.url));

interface TerminalProcess {
  readonly url: string;
  readonly publicKey: string;
  /** SIGKILL: not one more instruction of it runs. */
  readonly kill: () => Promise<void>;
}

let canteen: Canteen;
let pupils: readonly Pupil[];
const children = new Set<ChildProcess>();
beforeAll(async () => {
  canteen = await openCanteen();
  pupils = [await canteen.signUp(1), await canteen.signUp(2)];
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await canteen.close();
});

const powerOn = async (): Promise<TerminalProcess> => {
  const { organizationId, merchant, server, emulator, installation } = canteen;
  const child = spawn(process.execPath, ['--conditions=workspace-source', 'apps/terminal/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      FACEPAY_TERMINAL_ORGANIZATION_ID: organizationId,
      FACEPAY_TERMINAL_SUB_MCHID: merchant.subMchid,
      FACEPAY_TERMINAL_SERVER_URL: server.url,
      FACEPAY_TERMINAL_PORT: '0',
      FACEPAY_TERMINAL_FOLDER: join(installation.folder, 'terminal-1'),
      FACEPAY_CLOCK: 'emulator',
      WECHATPAY_FACE_URL: emulator.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const buried = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  let [url, publicKey] = ['', ''];
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /^terminal terminal-1 at (\S+)$/.exec(line)?.[1] ?? '';
    publicKey ||= /^public key to enrol .*: (\S+)$/.exec(line)?.[1] ?? '';
    if (url !== '' && publicKey !== '') break;
  }
  return {
    url: url.replace(/\/$/, ''),
    publicKey,
    kill: async () => {
      child.kill('SIGKILL');
      await buried;
      children.delete(child);
    },
  };
};

const State = t.type({ ready: t.boolean, faces: t.number, backlog: t.number, lastSequence: t.number }, 'State');
const Outcome = t.intersection([t.type({ type: t.string }), t.partial({ sequence: t.number })], 'Outcome');
const stateOf = async ({ url }: TerminalProcess) => readAs(State, (await callerOf(url)('GET', '/state')).json);

/** Somebody steps up; the number of the voucher that was shown as a success, if one was. */
const eat = async ({ url }: TerminalProcess, meal: number): Promise<number | undefined> => {
  const person = { faceSeed: pupils[meal % pupils.length]?.faceSeed, amountFen: 10 + meal };
  return readAs(Outcome, (await callerOf(url)('POST', '/serve', person)).json).sequence;
};

/** A queue of people steps up at once, and the power goes when so many have seen an outcome; the successes shown. */
const eatUntilKilled = async (terminal: TerminalProcess, seenMax: number): Promise<readonly number[]> => {
  let seen = 0;
  let dead: Promise<void> | undefined;
  const one = async (meal: number): Promise<number | undefined> => {
    const sequence = await eat(terminal, meal);
    seen += 1;
    if (seen >= seenMax) dead ??= terminal.kill();
    return sequence;
  };
  const queue = await Promise.allSettled(Array.from({ length: 12 }, (_, meal) => one(meal)));
  await dead;
  return queue.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value ?? []) : []));
};

test(`INV-65, F-29: kill -9 of a terminal that is selling: what was shown is kept and charged once (seed ${seed})`, async () => {
  const random = mulberry(seed);
  const { organizationId, api } = canteen;
  const shown: number[] = [];
  const powerOnAgain = async (): Promise<TerminalProcess> => {
    const terminal = await powerOn();
    await until('the terminal to be ready', async () => (await stateOf(terminal)).ready);
    expect((await stateOf(terminal)).lastSequence).toBeGreaterThanOrEqual(Math.max(0, ...shown));
    return terminal;
  };
  const first = await powerOn();
  const { publicKey } = first;
  await api('POST', '/v1/devices', { deviceId: 'terminal-1', organizationId, name: '食堂', publicKey });
  await until('both faces to be known', async () => (await stateOf(first)).faces === pupils.length);
  shown.push(...(await eatUntilKilled(first, 4)));
  for (let life = 0; life < lives; life += 1) {
    const terminal = await powerOnAgain();
    expect(terminal.publicKey).toBe(publicKey);
    shown.push((await eat(terminal, life)) ?? Number.NaN);
    shown.push(...(await eatUntilKilled(terminal, 1 + ((random(1)[0] ?? 0) % 10))));
  }
  const last = await powerOnAgain();
  await until('everything to be handed over', async () => (await stateOf(last)).backlog === 0);
  const { lastSequence } = await stateOf(last);
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown.length).toBeGreaterThan(lives);
  await until('every meal to be paid', async () => {
    const meals = await listDeductions(api, organizationId);
    return meals.length === lastSequence && meals.every(({ state }) => state === 'paid');
  });
  expect(canteen.emulator.emulator.ledger().totals.successes).toBe(lastSequence);
  const device = await api('GET', '/v1/devices/terminal-1');
  expect(device).toMatchObject({ lastSequence, gaps: [] });
  expect(device).not.toHaveProperty('quarantine');
}, 240_000);
