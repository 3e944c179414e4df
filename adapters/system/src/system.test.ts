import { Instant, toRfc3339 } from '@facepay/domain';
import { expect, test } from 'vitest';
import {
  createGatheredLines,
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
test('INV-88 what acts on a terminal is escaped wherever it stands', () => {
  const { written, logger } = lines();
  logger.info('odd', { code: 'a\u2028b\u009bc\u007f' });
  expect(written[0]).toContain(String.raw`"code":"a\u2028b\u009bc\u007f"`);
});
test('the time of a line is its own, within a second and across it', () => {
  const times = [0, 7, 999, 1000, 86_400_000 - 1, 86_400_000];
  const left = times.map((ms) => Instant.of(Date.UTC(2026, 8, 1, 16) + ms));
  const wanted = left.map(toRfc3339);
  const written: string[] = [];
  const clock = { now: () => left.shift() ?? Instant.of(0) };
  const logger = createJsonLogger({ clock, write: (line) => void written.push(line) });
  for (const _ of times) logger.info('tick');
  expect(written.map((line) => JSON.parse(line).at)).toEqual(wanted);
});
test('lines of one turn leave together and in order; none is lost at the end, none waits for long', async () => {
  const written: string[] = [];
  const { write, flush } = createGatheredLines((text) => void written.push(text));
  write('a\n');
  write('b\n');
  expect(written).toEqual([]);
  await turn();
  expect(written).toEqual(['a\nb\n']);
  write('c\n');
  flush();
  flush();
  await turn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
  write('d'.repeat(64 * 1024));
  expect(written).toHaveLength(3);
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
