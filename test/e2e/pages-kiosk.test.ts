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

// Runs once: what the terminal's page shows; its sales are stored in `vouchers-twice` on each database.

let canteen: Canteen;
let browser: Browser;
let terminal: RunningTerminal;
let pupil: Pupil;

beforeAll(async () => {
  [canteen, browser] = await Promise.all([openCanteen(), launchBrowser()]);
  pupil = await canteen.signUp(1);
  const { organizationId, merchant, server, emulator, api, installation } = canteen;
  terminal = await startTerminal({
    settings: {
      deviceId: 'terminal-1',
      organizationId,
      subMchid: merchant.subMchid,
      serverOrigin: server.url,
      wechatOrigin: emulator.url,
      roundEveryMs: 200,
    },
    disk: openDeviceFolder(join(installation.folder, 'terminal-1')),
    port: 0,
    now: emulator.clock.now,
  });
  const { publicKey } = terminal.terminal;
  await api('POST', '/v1/devices', { deviceId: 'terminal-1', organizationId, name: '一楼食堂 1 号窗口', publicKey });
  await until('the terminal to know a face', () => terminal.terminal.status().faces === 1);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await terminal.stop();
  await canteen.close();
});

const stepUp = async (page: Page, faceSeed: number, amountFen: number): Promise<string> => {
  await page.getByLabel('face seed').fill(String(faceSeed));
  await page.getByLabel('fen').fill(String(amountFen));
  const before = await page.getByRole('status').innerText();
  await page.getByRole('button').click();
  await until('the page to say something new', async () => (await page.getByRole('status').innerText()) !== before);
  return page.getByRole('status').innerText();
};

test('the kiosk shows what a pupil sees: ready, served, stranger; nothing from outside, no complaint', async () => {
  const { page, requested, complaints } = await visitPage(browser, terminal.url ?? '');
  expect(await page.getByRole('status').innerText()).toContain('请看镜头');
  await until('the footer', async () => (await page.locator('footer').innerText()).includes('ready'));
  expect(await page.locator('footer').innerText()).toContain('faces 1');

  expect(await stepUp(page, pupil.faceSeed, 1250)).toBe(`${pupil.name} ¥12.50 已受理 · accepted`);
  expect(await page.getByRole('status').getAttribute('class')).toBe('paid');
  const { api, organizationId } = canteen;
  await until('the meal to be paid', async () => {
    const [meal] = await listDeductions(api, organizationId);
    return meal?.state === 'paid' && meal.amountFen === 1250 && meal.outUserId === pupil.outUserId;
  });

  expect(await stepUp(page, 777_777, 1250)).toBe('未识别到用户 · Not enrolled here');
  expect(await page.getByRole('status').getAttribute('class')).toBe('no');
  expect(await listDeductions(api, organizationId)).toHaveLength(1);

  expect(requested.filter((address) => !address.startsWith(terminal.url ?? '-'))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('a page of yesterday says that its terminal has stopped', async () => {
  const stopping = await startTerminal({
    settings: {
      deviceId: 'terminal-2',
      organizationId: canteen.organizationId,
      subMchid: canteen.merchant.subMchid,
      serverOrigin: canteen.server.url,
      wechatOrigin: canteen.emulator.url,
    },
    disk: openDeviceFolder(join(canteen.installation.folder, 'terminal-2')),
    port: 0,
    rounds: false,
  });
  const { page } = await visitPage(browser, stopping.url ?? '');
  expect(await page.locator('footer').innerText()).toContain('starting');
  await stopping.stop();
  await until('the page to notice', async () => (await page.locator('footer').innerText()).includes('stopped'));
  await page.close();
});
