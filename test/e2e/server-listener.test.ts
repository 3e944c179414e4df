import { startServer, type RunningServer } from '@facepay/server';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeBody, noticeHeaders, noticeTarget } from '../support/server-notice.ts';
import { openServerWorld, type ServerWorld, tokens } from '../support/server-world.ts';

// Runs once: sockets, sizes and deadlines, before anything is stored.

let world: ServerWorld;
let server: RunningServer;
beforeEach(async () => {
  world = await openServerWorld();
  server = await startServer(world.deps, { port: 0, host: '127.0.0.1', requestTimeoutMs: 500, stopMaxMs: 2_000 });
});
afterEach(async () => {
  await server.stop();
  await world.close();
});

/** What comes back for these very bytes, until the server ends the connection; `more` keeps sending. */
const raw = (first: string | Uint8Array, more?: () => Uint8Array): Promise<{ text: string; sentBytes: number }> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let text = '';
    let sentBytes = 0;
    const send = (): void => {
      if (more === undefined || socket.destroyed) return;
      const chunk = more();
      sentBytes += chunk.length;
      if (socket.write(chunk)) setImmediate(send);
    };
    socket.on('drain', send);
    socket.on('data', (data) => {
      text += data.toString('utf8');
    });
    socket.on('error', () => undefined); // a cut connection is an answer too
    socket.on('close', () => resolve({ text, sentBytes }));
    socket.write(first);
    send();
  });
const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/u.exec(text)?.[1] ?? 0);
const head = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

describe('the listener', () => {
  it('serves over a socket what `handle` answers', async () => {
    const answer = await fetch(`${server.url}/v1/devices`, { headers: { authorization: `Bearer ${tokens.admin}` } });
    expect([answer.status, await answer.json()]).toEqual([200, { items: [] }]);
    const missing = await fetch(`${server.url}/v1/nothing?a=%zz`);
    expect([missing.status, missing.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    const gone = await fetch(`${server.url}/docs`);
    expect(await gone.text()).toContain('/v1/deductions');
  });
  it('hands over bytes and headers untouched: a signed notice verifies', async () => {
    const body = noticeBody('n-1', {
      user_id: 'FU1',
      out_user_id: 'pupil-1',
      organization_id: world.school.organization,
    });
    const headers = { ...(await noticeHeaders(world, body)), 'content-type': 'application/json' };
    const send = (more: Readonly<Record<string, string>>) =>
      fetch(`${server.url}${noticeTarget}`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: Buffer.from(body),
      });
    expect((await send({})).status).toBe(200);
    expect((await send({ 'wechatpay-nonce': 'other' })).status).toBe(401);
    expect((await send({ 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send({ 'content-type': 'text/xml' })).status).toBe(415);
  });
  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('BAD-25: %s on the notice path is 405', async (method) => {
    const answer = await fetch(`${server.url}${noticeTarget}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
  it('BAD-24: a body announced above the cap is not read', async () => {
    const lines = [
      `POST ${noticeTarget} HTTP/1.1`,
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 65537',
    ];
    const { text } = await raw(head(lines));
    expect(statusOf(text)).toBe(413);
  });
  it('BAD-24: chunked without end: cut at the cap', async () => {
    const chunk = Buffer.from(`1000\r\n${' '.repeat(4096)}\r\n`);
    const lines = [
      `POST ${noticeTarget} HTTP/1.1`,
      'Host: x',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ];
    const { text, sentBytes } = await raw(head(lines), () => chunk);
    expect([0, 413]).toContain(statusOf(text)); // the answer may be lost with the connection
    expect(sentBytes).toBeLessThan(16 * 1024 * 1024); // what the kernel's buffers took, and no more
    expect(world.deps.counters.values().requests).toBe(1);
    expect(world.log()).toContain('BodyTooLarge');
  });
  it.each([
    ['both lengths', ['Content-Length: 3', 'Transfer-Encoding: chunked'], '3\r\nabc\r\n0\r\n\r\n', 400],
    ['a bad chunk size', ['Transfer-Encoding: chunked'], 'zz\r\nabc\r\n', 400],
    ['two lengths', ['Content-Length: 3', 'Content-Length: 4'], 'abcd', 400],
    ['a header of 17 KiB', [`X-Long: ${'a'.repeat(17 * 1024)}`], '', 431],
  ])('BAD-86: %s', async (_, headers, body, status) => {
    const { text } = await raw(head([`POST ${noticeTarget} HTTP/1.1`, 'Host: x', ...headers]) + body);
    expect(statusOf(text)).toBe(status);
    expect(text).not.toMatch(/fastify|node|stack/iu);
  });
  it('BAD-86: slow connections end at the deadline while others are served', async () => {
    const slow = Array.from({ length: 100 }, () =>
      raw('POST /v1/devices HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab'),
    );
    const answers = await Promise.all([1, 2, 3].map(() => fetch(`${server.url}/openapi.json`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { text } of await Promise.all(slow)) expect([0, 408]).toContain(statusOf(text));
  });
  it('not HTTP at all', async () => {
    const { text } = await raw('hello\r\n\r\n');
    expect(statusOf(text)).toBe(400);
  });
  it('INV-101: stops: a request under way is finished, a new one finds nobody', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('utf8');
    });
    const ended = new Promise((resolve) => socket.on('close', resolve));
    socket.write(head(['POST /v1/devices HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 2']));
    socket.write('{');
    await fetch(`${server.url}/openapi.json`); // by now the first one has been read so far
    const stopped = server.stop();
    await expect(fetch(`${server.url}/openapi.json`)).rejects.toThrow('fetch failed');
    expect(text).toBe('');
    socket.write('}');
    await Promise.all([stopped, ended]);
    expect(statusOf(text)).toBe(401);
  });
});
