import { describe, expect, test } from 'vitest';
import { createHasher, createIdSource, createLogger, createSystemClock, createTimer, randomBytes } from './index.ts';

describe('system', () => {
  test('INV-88 a log line carries only listed fields', () => {
    const lines: string[] = [];
    createLogger((line) => lines.push(line)).warn('look', { deviceId: 'T1', name: '李雷', credential: 'secret' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', message: 'look', deviceId: 'T1' });
    expect(lines[0]).not.toMatch(/李雷|secret|credential/u);
  });
  test('a log text stays on one line whatever it carries (BAD-85)', () => {
    const lines: string[] = [];
    createLogger((line) => lines.push(line)).info('a\r\nb\u001b[31m', { reason: 'x\ny' });
    expect(lines[0]).not.toMatch(/[\r\n\u001b]/u);
  });
  test('INV-57 ids are 128 random bits, never twice', () => {
    const ids = createIdSource();
    const many = Array.from({ length: 1000 }, ids.next);
    expect(new Set(many).size).toBe(1000);
    expect(many.every((id) => /^[0-9a-f]{32}$/u.test(id))).toBe(true);
    expect(randomBytes(12)).toHaveLength(12);
  });
  test('a stop ends a sleep at once', async () => {
    const stop = new AbortController();
    const sleeping = createTimer().sleep(3_600_000, stop.signal);
    stop.abort();
    await sleeping;
    await createTimer().sleep(3_600_000, stop.signal);
    expect(stop.signal.aborted).toBe(true);
  });
  test('the clock tells whole milliseconds and the hash is SHA-256', () => {
    expect(Number.isSafeInteger(createSystemClock().now())).toBe(true);
    expect(createHasher().sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
