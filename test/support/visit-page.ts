import type { Browser, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  /** Every address the page asked for, itself included. */
  readonly requested: readonly string[];
  /** Errors on the console, failed requests and uncaught exceptions. */
  readonly complaints: readonly string[];
}

/** Opens a page and writes down what it asks for and what it complains of. */
export const visitPage = async (browser: Browser, url: string): Promise<Visit> => {
  const page = await browser.newPage({ viewport: { width: 900, height: 1000 } });
  const [requested, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return { page, requested, complaints };
};
