import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { readHeader, singleHeader } from './http-message.ts';
import type { HttpRequest } from './http-message.ts';
import { transportFromHandle } from './transport.ts';
import type { OutgoingCall } from './transport.ts';

const call: OutgoingCall = {
  origin: 'https://api.mch.weixin.qq.com',
  method: 'POST',
  target: '/v3/x?a=%20',
  headers: { Accept: 'application/json' },
  body: utf8('{}'),
  timeoutMs: 1000,
  bytesMax: 10,
};

describe('transportFromHandle', () => {
  it('hands the call over unchanged and the answer back', async () => {
    const seen: HttpRequest[] = [];
    const transport = transportFromHandle(async (request) => {
      seen.push(request);
      return { status: 200, headers: { 'Request-ID': '1' }, body: utf8('{"a":1}') };
    });
    expect(await transport(call)).toEqual({
      type: 'Answered',
      answer: { status: 200, headers: { 'request-id': ['1'] }, body: utf8('{"a":1}') },
    });
    const { method, target, body } = call;
    expect(seen).toEqual([{ method, target, headers: { accept: ['application/json'] }, body }]);
  });

  it('INV-96: an answer too long or a failing handler leaves the outcome unknown', async () => {
    const long = transportFromHandle(async () => ({ status: 200, headers: {}, body: new Uint8Array(11) }));
    const failing = transportFromHandle(() => Promise.reject(new Error('broken')));
    expect(await long(call)).toMatchObject({ type: 'OutcomeUnknown' });
    expect(await failing(call)).toMatchObject({ type: 'OutcomeUnknown' });
  });
});

describe('readHeader', () => {
  it('tells none, one and several values apart', () => {
    const headers = { one: ['a'], same: ['a', 'a'], two: ['a', 'b'], none: [] };
    expect(['one', 'same', 'two', 'none', 'absent'].map((name) => readHeader(headers, name).type)).toEqual([
      'One',
      'One',
      'Repeated',
      'Missing',
      'Missing',
    ]);
    expect([singleHeader(headers, 'one'), singleHeader(headers, 'two')]).toEqual(['a', undefined]);
  });

  it('finds no header in what objects inherit', () => {
    expect(readHeader({}, 'constructor')).toEqual({ type: 'Missing' });
  });
});
