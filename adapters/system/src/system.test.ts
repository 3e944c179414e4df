import { Instant } from '@facepay/domain';
import { expect, test } from 'vitest';
import {
  createHasher,
  createIdSource,
  createJsonLogger,
  createSystemClock,
  createSystemTimer,
  monotonicMs,
  randomBytes,
  randomFraction,
  turn,
} from './index.ts';

const lines = (): { readonly written: string[]; readonly logger: ReturnType<typeof createJsonLogger> } => {
  const written: string[] = [];
  const clock = { now: () => Instant.of(Date.UTC(2026, 8, 1, 4)) };
  return { written, logger: createJsonLogger({ clock, write: (line) => void written.push(line) }) };
};

test('a line is one JSON object with its time in Beijing', () => {
  const { written, logger } = lines();
  logger.warn('deduction held', { deduction: 'd1', attempts: 2 });
  expect(written).toEqual([
    '{"at":"2026-09-01T12:00:00.000+08:00","level":"warn","message":"deduction held","deduction":"d1","attempts":2}\n',
  ]);
});
test('INV-88 a field that is not on the list is dropped, a long text is cut, a line break cannot forge a line', () => {
  const { written, logger } = lines();
  logger.info('member put', { name: 'canary-name', phone: 'canary-phone', credential: 'canary', body: 'canary' });
  logger.info('odd', { code: `x\n${'y'.repeat(5000)}` });
  expect(written.join('')).not.toContain('canary');
  expect(written[1]?.length).toBeLessThan(400);
  expect(written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
});
test('ids are 32 hex digits and differ', () => {
  const ids = createIdSource();
  const many = Array.from({ length: 1000 }, () => ids.next());
  expect(many.every((id) => /^[0-9a-f]{32}$/u.test(id))).toBe(true);
  expect(new Set(many).size).toBe(1000);
});
test('SHA-256 as published (FIPS 180-2, "abc")', () => {
  expect(createHasher().sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
test('the clock gives whole milliseconds, lengths never run backwards, chance stays below 1', () => {
  expect(Number.isInteger(createSystemClock().now())).toBe(true);
  const before = monotonicMs();
  expect(monotonicMs()).toBeGreaterThanOrEqual(before);
  expect(randomFraction()).toBeLessThan(1);
  expect(randomBytes(12)).toHaveLength(12);
});
test('a sleep ends when it is stopped, also where it was stopped before', async () => {
  const timer = createSystemTimer();
  const stop = new AbortController();
  const hour = timer.sleep(3_600_000, stop.signal);
  await turn();
  stop.abort();
  await hour;
  await timer.sleep(3_600_000, stop.signal);
  await timer.sleep(1);
  expect(stop.signal.aborted).toBe(true);
});
