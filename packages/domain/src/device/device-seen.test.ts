import { describe, expect, it } from 'vitest';
import { Instant, later, minute, second } from '../kernel/instant.ts';
import { type DeviceSeen, seenAgain } from './device-seen.ts';

const noon = Instant.of(Date.UTC(2026, 8, 1, 4));
const said: DeviceSeen = { at: noon, saidAt: noon, galleryAt: noon, denyListVersion: 5 };
const news = (seen: Partial<DeviceSeen>) => seenAgain({ seen: said }, { ...said, ...seen })?.seen;

describe('what a terminal says of itself again', () => {
  it('is news after a minute, with what it says then', () => {
    const next = { ...said, at: later(noon, minute), saidAt: later(noon, minute) };
    expect(news(next)).toEqual(next);
  });
  it('INV-60 a copy that comes minutes later is none, by whatever clock the terminal signed', () => {
    expect(news({ at: later(noon, 5 * minute), galleryAt: later(noon, 5 * minute) })).toBeUndefined();
  });
  it('INV-60 what was said before, and comes after, is none', () => {
    const overtaken = { at: later(noon, minute), saidAt: later(noon, -minute), denyListVersion: 4 };
    expect(news(overtaken)).toBeUndefined();
  });
  it('another list in the same second is news', () => {
    expect(news({ denyListVersion: 6 })).toEqual({ ...said, denyListVersion: 6 });
  });
  it('a flood of reports is no flood of writes', () => {
    const soon = later(noon, 10 * second);
    expect(news({ at: soon, saidAt: soon, galleryAt: soon })).toBeUndefined();
  });
});
