import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryVoucherJournal } from '@facepay/device-emulator';
import { keyPairFromSeed } from '@facepay/device-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, describe, expect, test } from 'vitest';
import { openDeviceFolder } from './device-folder.ts';
import { createEmulatorClock } from './emulator-clock.ts';
import { gotTransport } from './got-transport.ts';
import { readTerminalSettings } from './read-settings.ts';
import { startTerminal } from './start-terminal.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const nowhere: Transport = () => Promise.resolve({ type: 'NotSent', reason: 'test' });

const start = async () => {
  const running = await startTerminal({
    settings: {
      deviceId: 'd1',
      organizationId: 'O1',
      subMchid: 'M1',
      serverOrigin: 'http://server.test',
      wechatOrigin: 'http://wechat.test',
    },
    disk: { deviceKey: keyPairFromSeed(new Uint8Array(32).fill(1)), journal: createMemoryVoucherJournal() },
    port: 0,
    http: nowhere,
  });
  closing.push(running.stop);
  return { ...running, url: running.url ?? '' };
};

describe('kiosk', () => {
  test('FAQ 4.1: the page has the four lines that support asks for, of the last call of the SDK that failed', async () => {
    const { url, terminal } = await start();
    await terminal.boot();
    expect(await (await fetch(`${url}state`)).json()).toMatchObject({
      support: expect.stringMatching(
        /^请求接口：initWxpayface\n请求参数：.*\n返回参数：return_code=.*\n请求时间：.*\+08:00$/u,
      ),
    });
    expect(await (await fetch(url)).text()).toContain('给技术支持');
  });

  test('FAQ 5.3: the page itself asks for the phone tail, four digits, in its own words', async () => {
    const html = await (await fetch((await start()).url)).text();
    expect(html).toContain('请输入手机尾号后四位');
    expect(html).toMatch(/<input name="phoneTail"[^>]* maxlength="4" pattern="\[0-9\]\{4\}">/);
  });

  test('the page needs nothing from outside', async () => {
    const { url } = await start();
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('刷脸就餐');
    expect(html).not.toMatch(/https?:|src=|@import|url\(/);
  });

  test('serving before the terminal is authorised is refused, and the page shows it', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}serve`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faceSeed: 1, amountFen: 100 }),
    });
    expect(await answer.json()).toEqual({ type: 'refused', reason: 'not-authorised' });
    expect(await (await fetch(`${url}state`)).json()).toMatchObject({
      deviceId: 'd1',
      ready: false,
      backlog: 0,
      last: { type: 'refused' },
    });
  });

  test.each([
    ['text/plain', '{"faceSeed":1,"amountFen":100}'],
    ['application/json', '{"faceSeed":"1","amountFen":100}'],
    ['application/json', 'null'],
    ['application/json', `{"faceSeed":1,"amountFen":100,"more":"${'x'.repeat(5000)}"}`],
  ])('a body that is no person is refused (%s, %#)', async (type, body) => {
    const { url } = await start();
    const answer = await fetch(`${url}serve`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(400);
  });
});

test('INV-2: the key and the queue of a device are there when its folder is opened again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facepay-terminal-'));
  closing.push(() => {
    rmSync(folder, { recursive: true });
  });
  const first = openDeviceFolder(folder);
  const seed = first.deviceKey.publicKey;
  first.journal.close();
  const second = openDeviceFolder(folder);
  expect(second.deviceKey.publicKey.equals(seed)).toBe(true);
  expect(second.journal.head().sequence).toBe(0);
  second.journal.close();
  expect(statSync(join(folder, 'device.key')).mode & 0o777).toBe(0o600);
});

const listen = (status: number, body: string): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      response.writeHead(status, { location: '/elsewhere', 'x-target': request.url ?? '' });
      response.end(body);
    });
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    });
  });

describe('network', () => {
  const call = { method: 'GET', target: '/a%20b?c=%2F', headers: {}, body: new Uint8Array(), timeoutMs: 5000 };

  test('answers come back as they are, refusals and redirects too', async () => {
    const origin = await listen(302, 'body');
    const result = await gotTransport({ ...call, origin, bytesMax: 100 });
    expect(result).toMatchObject({
      type: 'Answered',
      answer: { status: 302, headers: { 'x-target': ['/a%20b?c=%2F'] } },
    });
  });

  test('too long an answer and nobody listening are no answer', async () => {
    const origin = await listen(200, 'x'.repeat(200));
    expect(await gotTransport({ ...call, origin, bytesMax: 100 })).toMatchObject({ type: 'OutcomeUnknown' });
    expect(await gotTransport({ ...call, origin: 'http://127.0.0.1:1', bytesMax: 100 })).toEqual({
      type: 'OutcomeUnknown',
      reason: 'ECONNREFUSED',
    });
  });

  test('the emulator clock is followed, runs on at its speed, and survives a silence', async () => {
    const origin = await listen(200, JSON.stringify({ now: 'x', epochMs: 5_000_000, speed: 10 }));
    let base = 1000;
    const clock = createEmulatorClock(gotTransport, origin, () => base);
    expect(clock.now()).toBe(1000);
    await clock.follow();
    base += 50;
    expect(clock.now()).toBe(5_000_500);
    const cut = createEmulatorClock(nowhere, origin, () => base);
    await cut.follow();
    expect(cut.now()).toBe(1050);
  });
});

describe('settings', () => {
  const whole = { FACEPAY_TERMINAL_ORGANIZATION_ID: 'O1', FACEPAY_TERMINAL_SUB_MCHID: 'M1' };

  test('defaults suit the embedded world', () => {
    expect(readTerminalSettings(whole)).toEqual(
      E.right({
        identity: {
          deviceId: 'terminal-1',
          organizationId: 'O1',
          subMchid: 'M1',
          serverOrigin: 'http://127.0.0.1:8700',
          wechatOrigin: 'http://127.0.0.1:8701',
        },
        rules: { denyListEveryMs: 30_000, exposurePupilFenMax: 20_000, exposureDeviceFenMax: 5_000_000 },
        port: 8702,
        camera: 'waiting',
        folder: './data/terminal-1',
        followsEmulatorClock: false,
      }),
    );
  });

  test('INV-42, INV-66: a school may ask for the deny list more often, and set the caps of its counters', () => {
    const environment = {
      ...whole,
      FACEPAY_TERMINAL_DENY_LIST_SECONDS: '10',
      FACEPAY_TERMINAL_EXPOSURE_PUPIL_FEN: '0',
      FACEPAY_TERMINAL_EXPOSURE_DEVICE_FEN: '100000',
    };
    expect(readTerminalSettings(environment)).toMatchObject({
      right: { rules: { denyListEveryMs: 10_000, exposurePupilFenMax: 0, exposureDeviceFenMax: 100_000 } },
    });
  });

  test('everything wrong is listed at once', () => {
    const environment = {
      FACEPAY_TERMINAL_PORT: 'x',
      FACEPAY_TERMINAL_DEVICE_ID: '../d',
      FACEPAY_TERMINAL_DENY_LIST_SECONDS: '81',
      FACEPAY_TERMINAL_EXPOSURE_PUPIL_FEN: '-1',
      FACEPAY_TERMINAL_EXPOSURE_DEVICE_FEN: '1.5',
      FACEPAY_TERMINAL_CAMERA: 'always',
      FACEPAY_CLOCK: 'emulator',
      WECHATPAY_FACE_URL: 'https://api.mch.weixin.qq.com',
    };
    expect(readTerminalSettings(environment)).toEqual(
      E.left([
        'FACEPAY_TERMINAL_DEVICE_ID takes up to 32 letters, digits, - and _',
        'FACEPAY_TERMINAL_CAMERA is one of waiting, guide-page, for-a-sale',
        'FACEPAY_TERMINAL_ORGANIZATION_ID is missing',
        'FACEPAY_TERMINAL_SUB_MCHID is missing',
        'FACEPAY_TERMINAL_DENY_LIST_SECONDS is not a whole number up to 80',
        'FACEPAY_TERMINAL_EXPOSURE_PUPIL_FEN is not a whole number up to 100000000',
        'FACEPAY_TERMINAL_EXPOSURE_DEVICE_FEN is not a whole number up to 100000000',
        'FACEPAY_TERMINAL_PORT is not a port',
        'FACEPAY_CLOCK=emulator needs a WeChat address on this machine',
      ]),
    );
  });
});
