import { openDeviceFolder, type RunningTerminal, startTerminal } from '@facepay/terminal';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDeductions } from '../support/audit-money.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';
import { visitPage } from '../support/visit-page.ts';

let canteen: Canteen;
let browser: Browser;
let running: RunningTerminal;
let page: Page;
let [barred, hungry]: [Pupil | undefined, Pupil | undefined] = [undefined, undefined];

/** Power on, with what is in the device's folder. */
const powerOn = (): Promise<RunningTerminal> => {
  const { organizationId, merchant, server, emulator, installation } = canteen;
  return startTerminal({
    settings: {
      deviceId: 'terminal-1',
      organizationId,
      subMchid: merchant.subMchid,
      serverOrigin: server.url,
      wechatOrigin: emulator.url,
      roundEveryMs: 200,
      denyListEveryMs: 200,
      exposurePupilFenMax: 2000,
    },
    disk: openDeviceFolder(join(installation.folder, 'terminal-1')),
    port: 0,
    now: emulator.clock.now,
  });
};

beforeAll(async () => {
  [canteen, browser] = await Promise.all([openCanteen(), launchBrowser()]);
  [barred, hungry] = [await canteen.signUp(1), await canteen.signUp(2)];
  running = await powerOn();
  const { publicKey } = running.terminal;
  const { organizationId } = canteen;
  await canteen.api('POST', '/v1/devices', { deviceId: 'terminal-1', organizationId, name: '食堂', publicKey });
  await until('the terminal to know both faces', () => running.terminal.status().faces === 2);
  ({ page } = await visitPage(browser, running.url ?? ''));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await running.stop();
  await canteen.close();
});

const stepUp = async (pupil: Pupil | undefined, amountFen: number): Promise<string> => {
  await page.getByLabel('face seed').fill(String(pupil?.faceSeed));
  await page.getByLabel('fen').fill(String(amountFen));
  const answered = page.waitForResponse((response) => response.url().endsWith('/serve'));
  await page.getByRole('button', { name: 'Serve' }).click();
  await answered;
  return page.getByRole('status').innerText();
};
const footerSays = (word: string): Promise<void> =>
  until(`the footer to say ${word}`, async () => (await page.locator('footer').innerText()).includes(word));

test('INV-42: a disabled pupil is told so at the counter, before and after the terminal was off', async () => {
  const path = `/v1/organizations/${canteen.organizationId}/members/${barred?.outUserId ?? ''}`;
  expect(await stepUp(barred, 100)).toBe(`${barred?.name ?? ''} ¥1.00 已受理 · accepted`);
  await canteen.api('POST', `${path}/disable`);
  await until('the list to have come', async () => (await stepUp(barred, 100)).includes('Not allowed to pay here'));
  expect(await page.getByRole('status').getAttribute('class')).toBe('no');
  const before = running.terminal.status().denyListVersion ?? 0;
  expect(before).toBeGreaterThan(0);
  await footerSays(`deny list ${before}`);
  await running.stop();
  running = await powerOn();
  expect(running.terminal.status().denyListVersion).toBe(before); // from its own disk: it has asked nobody yet
  await until('the terminal to be ready', () => running.terminal.status().ready);
  await page.goto(running.url ?? '');
  expect(await stepUp(barred, 100)).toContain('Not allowed to pay here');
});

test('INV-66, FAQ Q3: the page shows an offline spell, its cap, an old library, a camera that went off, and the backlog afterwards', async () => {
  await footerSays('online');
  expect(await page.getByRole('alert').isVisible()).toBe(false);
  running.setOnline(false);
  await until('the terminal to notice', () => !running.terminal.status().online);
  expect(await stepUp(hungry, 2000)).toContain('accepted');
  expect(await stepUp(hungry, 1)).toContain('Offline limit of this pupil');
  await footerSays('offline');
  await footerSays('waiting 1');
  await canteen.control('POST', '/_emulator/clock', { now: canteen.emulator.clock.now() + 600_001 });
  await until('the alarm', () => page.getByRole('alert').isVisible());
  const wake = page.getByRole('button', { name: 'Turn the camera on' });
  await until('the camera to be off: nobody came for ten minutes', () => wake.isVisible());
  expect(await page.getByText('画面').isVisible()).toBe(false);
  expect(await stepUp(hungry, 100)).toContain('The camera is off');
  await wake.click();
  await until('the picture to be back', () => page.getByText('画面').isVisible());
  expect(await wake.isVisible()).toBe(false);

  running.setOnline(true);
  await footerSays('waiting 0');
  await until('the alarm to end', async () => !(await page.getByRole('alert').isVisible()));
  expect(await stepUp(hungry, 100)).toContain('accepted');
  const { api, organizationId } = canteen;
  await until('the meals to be paid', async () => {
    const meals = (await listDeductions(api, organizationId)).filter(
      ({ outUserId }) => outUserId === hungry?.outUserId,
    );
    return meals.length === 2 && meals.every(({ state }) => state === 'paid');
  });
});
