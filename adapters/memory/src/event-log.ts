import type { EventLog } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Shelves } from './shelves.ts';

export const createMemoryEventLog = ({ events, relay }: Shelves): EventLog => ({
  number: (holder, now, leaseMs, countMax) => async () => {
    if (relay.holder !== undefined && relay.holder !== holder && relay.until >= now) return E.right(0);
    // As on SQLite, whoever comes back often has its lease renewed now and then: both end at the same moment (INV-102).
    if (relay.holder !== holder || relay.until - now <= leaseMs / 2)
      Object.assign(relay, { holder, until: now + leaseMs });
    const count = Math.min(countMax, events.length - relay.numbered);
    relay.numbered += count;
    return E.right(count);
  },
  after: (position, countMax) => async () =>
    E.right(
      events
        .slice(position, Math.min(position + countMax, relay.numbered))
        .map((event, index) => ({ ...event, position: position + index + 1 })),
    ),
});
