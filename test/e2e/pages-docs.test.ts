import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { visitPage } from '../support/visit-page.ts';

// Runs once: a page made of the routes alone; nothing of it comes from the store.

let canteen: Canteen;
let browser: Browser;
beforeAll(async () => {
  [canteen, browser] = await Promise.all([openCanteen({ working: false }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await canteen.close();
});

interface OpenapiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

test('/docs shows every route of /openapi.json, without an outside asset and without a complaint', async () => {
  const { url } = canteen.server;
  const { page, requested, complaints } = await visitPage(browser, `${url}/docs`);
  const answer = await fetch(`${url}/openapi.json`);
  const document: OpenapiDocument = JSON.parse(await answer.text());
  expect(document.openapi).toMatch(/^3\.1\./);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.length).toBeGreaterThan(15);

  const summaries = await page.locator('summary').all();
  const shown = await Promise.all(
    summaries.map(async (summary) => {
      const [method, path] = [await summary.locator('b').innerText(), await summary.locator('code').innerText()];
      return `${method} ${path}`;
    }),
  );
  expect(shown.toSorted()).toEqual(described.toSorted());
  expect(requested.filter((address) => !address.startsWith(url))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('a route opens and tells its shapes', async () => {
  const { page } = await visitPage(browser, `${canteen.server.url}/docs`);
  const vouchers = page.locator('details', { has: page.getByText('/v1/devices/{deviceId}/vouchers') });
  expect(await vouchers.locator('pre').first().isVisible()).toBe(false);
  await vouchers.locator('summary').click();
  expect(await vouchers.locator('pre').first().isVisible()).toBe(true);
  expect(await vouchers.innerText()).toContain('acknowledgement');
  await page.close();
});
