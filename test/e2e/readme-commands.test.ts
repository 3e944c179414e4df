import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, succeeding } from '../support/call-json.ts';
import { curl } from '../support/curl.ts';
import { commandsOf, inlineCommandsOf, scriptOf } from '../support/readme-commands.ts';
import { runInShell, type ShellProcess } from '../support/shell-process.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', 'README.zh-CN.md'];
const shown = new Set(pages.flatMap((page) => [...commandsOf(page), ...inlineCommandsOf(page)]));

let folder: TemporaryFolder;
let emulator: ShellProcess;
beforeAll(() => {
  folder = makeTemporaryFolder();
  emulator = runInShell(scriptOf('pnpm emulator'), { FACEPAY_EMULATOR_PORT: '0', FACEPAY_EMULATOR_DATA: 'memory' });
});
afterAll(async () => {
  await emulator.interrupt();
  folder.remove();
});

/** The first address on a line that names it, once the process has said it. */
const addressOf = async (app: ShellProcess, line: RegExp): Promise<string> => {
  const find = (): string | undefined => /http:\/\/[\w.]+:\d+/u.exec(line.exec(app.output())?.[0] ?? '')?.[0];
  await until(`an address on ${String(line)} in: ${app.output()}`, () => find() !== undefined, { withinMs: 120_000 });
  return find() ?? '';
};

/** What `pnpm start` needs in order to disturb nobody. */
const startEnvironment = (): Readonly<Record<string, string>> => ({
  FACEPAY_DATA_DIR: join(folder.path, 'data'),
  FACEPAY_SERVER_PORT: '0',
  FACEPAY_EMULATOR_PORT: '0',
  FACEPAY_TERMINAL_PORT: '0',
  FACEPAY_METRICS_PORT: '0',
});

const endsForWantOf = async (command: string, ...names: readonly string[]): Promise<void> => {
  const { code, output } = await runInShell(scriptOf(command)).ended;
  expect(names.filter((name) => !output.includes(`${name} is missing`))).toEqual([]);
  expect(code).toBe(1);
};
const installationSettings = ['FACEPAY_ADMIN_TOKEN', 'FACEPAY_FIELD_KEYS', 'FACEPAY_ACK_KEY', 'WECHATPAY_MCHID'];

/** The rows of the table that a page shows, as `start` prints them; the last column is another one each time. */
const excerptIn = (text: string): readonly string[] => {
  const [, excerpt = ''] = /^ {4}( {2}pupil .*?)\n\n/msu.exec(text) ?? [];
  const lines = excerpt.split('\n').map((line, index) => (index === 0 ? line : line.slice(4)));
  expect(lines.length).toBeGreaterThan(5);
  return lines;
};

/**
 * Somebody steps up on the kiosk page after the lunch: the terminal goes on by itself, and so does everything behind it. By
 * its clock nobody came to that page for longer than the camera waits, so the button is pressed first.
 */
const eatsOnceMore = async (terminal: string, gateway: string): Promise<void> => {
  const charged = async (): Promise<number> => {
    const { totals } = await succeeding(callerOf(gateway))('GET', '/_emulator/ledger');
    return typeof totals === 'object' && totals !== null && 'successes' in totals ? Number(totals.successes) : NaN;
  };
  const before = await charged();
  await succeeding(callerOf(terminal))('POST', '/camera', { verb: 'open' });
  const meal = await succeeding(callerOf(terminal))('POST', '/serve', { faceSeed: 1000, amountFen: 850 });
  expect(meal).toMatchObject({ type: 'paid-locally', outUserId: 'pupil-0001' });
  await until('the meal to be charged', async () => (await charged()) === before + 1);
};

/** Stays up after the lunch, with the three addresses of the page; then the next day on the same data, which ends by itself. */
const startTwice = async (): Promise<void> => {
  const app = runInShell(scriptOf('pnpm start'), startEnvironment());
  const api = await addressOf(app, /^ {2}API .*$/mu);
  expect((await callerOf(api)('GET', '/docs')).status).toBe(200);
  expect((await callerOf(api)('GET', '/openapi.json')).json['openapi']).toBe('3.1.0');
  const gateway = await addressOf(app, /^ {2}emulator .*$/mu);
  expect((await callerOf(gateway)('GET', '/_emulator/ledger')).status).toBe(200);
  const terminal = await addressOf(app, /^ {2}terminal .*$/mu);
  expect((await callerOf(terminal)('GET', '/')).status).toBe(200);
  await eatsOnceMore(terminal, gateway);
  const up = await app.interrupt();
  expect(up.code).toBe(0);
  const [, pupils] = /(\d+) pupils signed up/u.exec(up.output) ?? [];
  const [, meals] = /settled (\d+) of/u.exec(up.output) ?? [];
  const rows = up.output.split('\n');
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    expect(/(\d+) (?:pupils sign up|名学生)/u.exec(text)?.[1]).toBe(pupils);
    expect(/(\d+) (?:meals|餐)/u.exec(text)?.[1]).toBe(meals);
    expect(excerptIn(text).filter((line) => !rows.some((row) => row.startsWith(line)))).toEqual([]);
  }
  const once = await runInShell(scriptOf('pnpm start --once'), startEnvironment()).ended;
  expect(once.code).toBe(0);
};

/** A real run of each command; nothing is executed twice because both pages show it. */
const runs: Readonly<Record<string, (command: string) => Promise<void> | void>> = {
  'npx -y pnpm@12 start': startTwice,
  // The whole of it is what runs this test: here the same script, narrowed to one file.
  'npx -y pnpm@12 test': async () => {
    const one = `${scriptOf('npx -y pnpm@12 test')} --project unit packages/domain/src/kernel/fen.test.ts`;
    const { code, output } = await runInShell(one).ended;
    expect(output).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/mu);
    expect(code).toBe(0);
  },
  'pnpm emulator': async () => {
    const url = await addressOf(emulator, /^WeChat Pay emulator: .*$/mu);
    expect((await callerOf(url)('GET', '/_emulator/ledger')).status).toBe(200);
  },
  'curl http://127.0.0.1:8701/_emulator/merchant': async (command) => {
    const merchant = await askEmulator(command);
    expect(merchant).toMatchObject({ mchid: expect.any(String), serialNo: expect.any(String) });
    expect(merchant['privateKeyPem']).toContain('PRIVATE KEY');
  },
  [`curl -X POST http://127.0.0.1:8701/_emulator/clock -H 'content-type: application/json' -d '{"advanceMs":60000}'`]:
    async (command) => {
      const look = 'curl http://127.0.0.1:8701/_emulator/clock';
      const before = Number((await askEmulator(look))['epochMs']);
      await askEmulator(command);
      expect(Number((await askEmulator(look))['epochMs']) - before).toBeGreaterThanOrEqual(60_000);
    },
  'pnpm server': () => endsForWantOf('pnpm server', ...installationSettings),
  'pnpm worker': () => endsForWantOf('pnpm worker', ...installationSettings),
  'pnpm terminal': async () => {
    await endsForWantOf('pnpm terminal', 'FACEPAY_TERMINAL_ORGANIZATION_ID', 'FACEPAY_TERMINAL_SUB_MCHID');
    const app = runInShell(scriptOf('pnpm terminal'), {
      FACEPAY_TERMINAL_ORGANIZATION_ID: 'O1',
      FACEPAY_TERMINAL_SUB_MCHID: '1900000110',
      FACEPAY_TERMINAL_PORT: '0',
      FACEPAY_TERMINAL_FOLDER: join(folder.path, 'terminal'),
    });
    const url = await addressOf(app, /^terminal .*$/mu);
    expect((await callerOf(url)('GET', '/')).status).toBe(200);
    expect((await app.interrupt()).code).toBe(0);
  },
  // Not executed: it takes minutes, and the gate runs it before the tests. Each of its parts is a script that is there.
  'pnpm check': () => {
    const parts = scriptOf('pnpm check').split(' && ');
    expect(parts.map((part) => scriptOf(part.replace('pnpm run', 'pnpm')))).toHaveLength(5);
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('pnpm@12 run check');
  },
  'pnpm sim --seconds 10': async () => {
    const { code, output } = await runInShell(scriptOf('pnpm sim --seconds 2')).ended;
    expect(output).toMatch(/^[1-9]\d* passed, 0 failed$/mu);
    expect(code).toBe(0);
  },
};

/** What the running text names: parts of what is executed above, and one that would change this machine, for the same pnpm. */
const named = ['pnpm start', 'start --once', 'npx -y pnpm@12', 'npm install -g pnpm@12'];

const askEmulator = async (command: string): Promise<Readonly<Record<string, unknown>>> => {
  const url = await addressOf(emulator, /^WeChat Pay emulator: .*$/mu);
  expect(command).toContain('http://127.0.0.1:8701/');
  return curl(command.replace('http://127.0.0.1:8701', url));
};

describe('every command of the READMEs', () => {
  test('is executed here, and nothing else is', () => {
    expect([...shown].toSorted()).toEqual([...Object.keys(runs), ...named].toSorted());
  });

  test('is the same in both languages, in the same order', () => {
    const [english = [], chinese = []] = pages.map(commandsOf);
    expect(chinese).toEqual(english);
  });

  test('stands beside the same headings and links in both languages', () => {
    const [english, chinese] = pages.map((page) => {
      const text = readFileSync(join(root, page), 'utf8');
      const links = [...text.matchAll(/\]\(([^)]+)\)/gu)].map(([, target]) => target);
      return {
        headings: text.match(/^#+ /gmu),
        links: links.filter((target) => target?.startsWith('README') === false),
      };
    });
    expect(chinese).toEqual(english);
  });

  test.each(Object.entries(runs))('%s', { timeout: 300_000 }, async (command, run) => {
    await run(command);
  });
});
