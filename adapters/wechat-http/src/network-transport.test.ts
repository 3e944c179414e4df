import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { type OutgoingCall, type TransportResult, utf8 } from '@facepay/wechat-protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { createGotTransport } from './got-transport.ts';
import { createUndiciTransport } from './undici-transport.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const end of open.splice(0)) end();
});

const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const callOf = (origin: string): OutgoingCall => ({
  origin,
  method: 'GET',
  target: '/v3/x?a=%E4%B8%80',
  headers: { 'user-agent': 'facepay/test', accept: 'application/json' },
  body: new Uint8Array(),
  timeoutMs: 5000,
  bytesMax: 1024 * 1024,
});

const sent = (body: string, method = 'POST') => [
  method,
  '/v3/x?a=%E4%B8%80',
  body,
  'facepay/test',
  undefined,
  undefined,
];

const transports = { got: createGotTransport, undici: createUndiciTransport };

describe.each(['got', 'undici'] as const)('the network through %s', (name) => {
  const { transport, close } = transports[name]();
  afterEach(close);
  const call = (origin: string, change: Partial<OutgoingCall> = {}): Promise<TransportResult> =>
    transport({ ...callOf(origin), ...change });

  it('INV-57 sends method, target, headers and body as they are, and gives back every header and byte', async () => {
    const seen: unknown[] = [];
    const origin = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { 'user-agent': agent, 'accept-encoding': encoding, cookie } = request.headers;
        seen.push([request.method, request.url, Buffer.concat(chunks).toString(), agent, encoding, cookie]);
        response.setHeader('x-twice', ['1', '2']);
        response.setHeader('set-cookie', 'a=b');
        response.setHeader('content-encoding', 'gzip');
        response.end('not gzip at all');
      });
    });
    const result = await call(origin, { method: 'POST', body: utf8('{"午":"餐"}') });
    await call(origin, { method: 'POST' });
    await call(origin, { method: 'PATCH', body: utf8('{"status":"NORMAL"}') });
    expect(seen).toEqual([sent('{"午":"餐"}'), sent(''), sent('{"status":"NORMAL"}', 'PATCH')]);
    expect(result).toMatchObject({
      type: 'Answered',
      answer: { status: 200, headers: { 'x-twice': ['1', '2'] }, body: utf8('not gzip at all') },
    });
  });
  it('answers 4xx, 5xx and 204 like any other', async () => {
    const origin = await listen((request, response) => {
      response.statusCode = Number(request.url?.slice(1));
      response.end();
    });
    for (const status of [204, 400, 429, 500, 503])
      expect(await call(origin, { target: `/${status}` })).toMatchObject({ type: 'Answered', answer: { status } });
  });
  it('BAD-31 follows no redirect', async () => {
    let elsewhere = 0;
    const other = await listen((_, response) => {
      elsewhere += 1;
      response.end();
    });
    const origin = await listen((_, response) => {
      response.writeHead(302, { location: other });
      response.end();
    });
    expect(await call(origin)).toMatchObject({ type: 'Answered', answer: { status: 302 } });
    expect(elsewhere).toBe(0);
  });
  it('BAD-32 cuts a body of 10 MiB at the cap', async () => {
    const origin = await listen((_, response) => response.end(Buffer.alloc(10 * 1024 * 1024)));
    expect(await call(origin)).toEqual({ type: 'OutcomeUnknown', reason: 'answer too long' });
  });
  it('BAD-32 cuts a body that drips at the deadline of the whole exchange', async () => {
    const origin = await listen((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      open.push(() => clearInterval(drip));
    });
    expect(await call(origin, { timeoutMs: 300 })).toEqual({ type: 'OutcomeUnknown', reason: 'ETIMEDOUT' });
  });
  it('INV-9 a connection that breaks after the request is unknown, and is not tried again', async () => {
    let requests = 0;
    const origin = await listen((request) => {
      requests += 1;
      request.socket.destroy();
    });
    expect(await call(origin, { method: 'POST', body: utf8('{}') })).toMatchObject({ type: 'OutcomeUnknown' });
    expect(await call(origin)).toMatchObject({ type: 'OutcomeUnknown' });
    expect(requests).toBe(2);
  });
  it('INV-9 half an answer is unknown', async () => {
    const origin = await listen((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"trade_state"');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(await call(origin)).toMatchObject({ type: 'OutcomeUnknown' });
  });
  it('a refused connection is not sent', async () => {
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await call(`http://127.0.0.1:${port}`)).toEqual({ type: 'NotSent', reason: 'ECONNREFUSED' });
  });
  it('a name that does not exist is not sent', async () => {
    expect(await call('https://wechat.invalid')).toMatchObject({ type: 'NotSent' });
  });
  it('BAD-35 without TLS on the other side, nothing is sent', async () => {
    let bytes = '';
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        bytes += chunk.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const result = await call(`https://127.0.0.1:${port}`, { method: 'POST', body: utf8('the body') });
    expect(result).toMatchObject({ type: 'NotSent' });
    expect(bytes).not.toContain('the body');
  });
  it('BAD-35 a handshake that never ends is not sent', async () => {
    const server = createSocketServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const result = await call(`https://127.0.0.1:${port}`, { timeoutMs: 200 });
    expect(result).toEqual({ type: 'NotSent', reason: 'ETIMEDOUT' });
  });
  it.each(["/v3/x?a='b'", '/v3/../x', '/v3/a b', '@elsewhere.example/x', '\\x'])(
    'INV-57 a target that a URL would rewrite is not sent: %s',
    async (target) => {
      expect(await call('https://127.0.0.1', { target })).toEqual({
        type: 'NotSent',
        reason: 'target would be rewritten',
      });
    },
  );
});

describe('the network through undici', () => {
  it('INV-57 what waited too long for a connection is not sent, now or later', async () => {
    const single = createUndiciTransport({ socketsMax: 1 });
    open.push(single.close);
    const seen: string[] = [];
    const answer = Promise.withResolvers<void>();
    const origin = await listen((request, response) => {
      seen.push(request.url ?? '');
      void answer.promise.then(() => response.end());
    });
    const first = single.transport({ ...callOf(origin), target: '/first' });
    const waiting = single.transport({ ...callOf(origin), target: '/waiting', timeoutMs: 100 });
    expect(await waiting).toEqual({ type: 'NotSent', reason: 'ETIMEDOUT' });
    answer.resolve();
    expect(await first).toMatchObject({ type: 'Answered' });
    expect(await single.transport({ ...callOf(origin), target: '/later' })).toMatchObject({ type: 'Answered' });
    expect(seen).toEqual(['/first', '/later']);
  });
});
