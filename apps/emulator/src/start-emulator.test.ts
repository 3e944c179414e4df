import { createPrivateKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator, StartEmulatorOptions } from './start-emulator.ts';

const folder = mkdtempSync(join(tmpdir(), 'emulator-app-'));
const dataDir = join(folder, 'data');
let keys: RunningEmulator['keys'];
const running: RunningEmulator[] = [];

const start = async (options: Partial<StartEmulatorOptions> = {}): Promise<RunningEmulator> => {
  const one = await startEmulator({ port: 0, keys, ...options });
  running.push(one);
  return one;
};

beforeAll(async () => {
  const first = await startEmulator({ port: 0, dataDir });
  keys = first.keys;
  await first.stop();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signedGet = (emulator: RunningEmulator, target: string): Promise<Response> => {
  const timestamp = Math.floor(emulator.clock.now() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const text = `GET\n${target}\n${timestamp}\n${nonce}\n\n`;
  const { merchant, mchid } = emulator.keys;
  const signature = sign('RSA-SHA256', Buffer.from(text), createPrivateKey(merchant.privateKeyPem)).toString('base64');
  return fetch(`${emulator.url}${target}`, {
    headers: {
      accept: 'application/json',
      authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",serial_no="${merchant.serialNo}",nonce_str="${nonce}",timestamp="${timestamp}",signature="${signature}"`,
    },
  });
};

const control = async (emulator: RunningEmulator, method: string, path: string, body?: object) => {
  const answer = await fetch(`${emulator.url}/_emulator${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const value: unknown = await answer.json();
  return typeof value === 'object' && value !== null ? { ...value } : {};
};

/** Sends bytes as they are and collects everything until the other side closes. */
const raw = (emulator: RunningEmulator, text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.end(text);
  });

describe('over real HTTP', () => {
  test('a signed request is answered and the answer verifies', async () => {
    const emulator = await start();
    const answer = await signedGet(emulator, '/v3/certificates');
    const body = await answer.text();
    expect(answer.status).toBe(200);
    const header = (name: string) => answer.headers.get(`wechatpay-${name}`) ?? '';
    const platform = emulator.keys.platform.find(({ serialNo }) => serialNo === header('serial'));
    const key = new X509Certificate(platform?.certificatePem ?? '').publicKey;
    const text = `${header('timestamp')}\n${header('nonce')}\n${body}\n`;
    expect(verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(header('signature'), 'base64'))).toBe(true);
  });

  test('F-1: a lost reply cuts the connection without a byte', async () => {
    const emulator = await start();
    await control(emulator, 'POST', '/faults', { kind: 'lose-reply' });
    await expect(signedGet(emulator, '/v3/certificates')).rejects.toThrow('fetch failed');
    expect((await signedGet(emulator, '/v3/certificates')).status).toBe(200);
  });

  test('BAD-87: the control plane is not there for another host name, nor for a page of another origin', async () => {
    const emulator = await start();
    const ask = (headers: string) =>
      raw(emulator, `GET /_emulator/merchant HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);
    expect(await ask('host: localhost\r\n')).toMatch(/^HTTP\/1.1 200/);
    expect(await ask('host: evil.example\r\n')).toMatch(/^HTTP\/1.1 404/);
    expect(await ask('host: localhost\r\norigin: http://evil.example\r\n')).toMatch(/^HTTP\/1.1 404/);
  });

  test('a body above 64 KiB is 413', async () => {
    const emulator = await start();
    const answer = await fetch(`${emulator.url}/v3/offlineface/transactions`, {
      method: 'POST',
      body: 'x'.repeat(70_000),
    });
    expect(answer.status).toBe(413);
  });

  test('notices arrive over HTTP, and again after a refusal once the clock is moved', async () => {
    const seen: IncomingMessage[] = [];
    const told = new EventEmitter();
    const server = createServer((request, response) => {
      seen.push(request);
      request.resume();
      response.writeHead(seen.length === 1 ? 500 : 204).end();
      told.emit('notice');
    });
    const arrived = async (count: number): Promise<void> => {
      while (seen.length < count) await once(told, 'notice');
    };
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const emulator = await start();
    const organization = await control(emulator, 'POST', '/organizations', { organizationName: '第一小学' });
    await control(emulator, 'POST', '/notify-url', { url: `http://127.0.0.1:${port}/notify/wechat/1` });
    await presignAndSign(emulator, 'organizationId' in organization ? organization.organizationId : undefined);
    await arrived(1);
    // The refusal is known once the next delivery is planned.
    await control(emulator, 'POST', '/clock', { speed: 1000 });
    await arrived(2);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /notify/wechat/1',
      'POST /notify/wechat/1',
    ]);
    expect(seen[1]?.headers['wechatpay-signature-type']).toBe('WECHATPAY2-SHA256-RSA2048');
    server.closeAllConnections();
    server.close();
  });
});

const presignAndSign = async (emulator: RunningEmulator, organizationId: unknown): Promise<void> => {
  const body = JSON.stringify({
    business_name: 'K12',
    facepay_user: { out_user_id: 'stu-000001', organization_id: organizationId },
  });
  const target = '/v3/offlineface/contracts/presign';
  const timestamp = Math.floor(emulator.clock.now() / 1000);
  const text = `POST\n${target}\n${timestamp}\nabc\n${body}\n`;
  const { merchant, mchid } = emulator.keys;
  const signature = sign('RSA-SHA256', Buffer.from(text), createPrivateKey(merchant.privateKeyPem)).toString('base64');
  const answer = await fetch(`${emulator.url}${target}`, {
    method: 'POST',
    body,
    headers: {
      accept: 'application/json',
      authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",serial_no="${merchant.serialNo}",nonce_str="abc",timestamp="${timestamp}",signature="${signature}"`,
    },
  });
  const presigned: unknown = await answer.json();
  expect(answer.status).toBe(200);
  const token =
    typeof presigned === 'object' && presigned !== null && 'presign_token' in presigned ? presigned.presign_token : '';
  await control(emulator, 'POST', '/mini-programs/sign', { presignToken: token, openid: 'o1', name: '家长' });
};

describe('on its data', () => {
  test('started again it has its keys and its moved clock, and a second one is kept out', async () => {
    const first = await startEmulator({ port: 0, dataDir });
    expect(first.keys).toEqual(keys);
    await control(first, 'POST', '/clock', { now: '2027-03-01T11:40:00+08:00' });
    await control(first, 'POST', '/keys/rotate', {});
    await expect(startEmulator({ port: 0, dataDir })).rejects.toThrow('locked');
    await first.stop();
    const second = await start({ dataDir });
    expect(second.clock.now()).toBeGreaterThanOrEqual(Date.parse('2027-03-01T11:40:00+08:00'));
    expect(second.clock.now()).toBeLessThan(Date.parse('2027-03-01T12:40:00+08:00'));
  });
});
