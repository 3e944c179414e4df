import { payscoreNumbered, put } from '@facepay/conformance';
import { canReach, type PayscoreStatus, payscoreScope, ref, write } from '@facepay/domain';
import { expect, test } from 'vitest';
import { openPostgres } from './postgres-store.ts';
import { openSqliteMemory } from './storage-stores.ts';

const statuses = {
  requested: true,
  refused: true,
  created: true,
  'in-service': true,
  'awaiting-payment': true,
  done: true,
  revoked: true,
  expired: true,
} as const satisfies Record<PayscoreStatus, true>;
const all = Object.keys(statuses) as readonly PayscoreStatus[];
const mayFollow = (from: PayscoreStatus, to: PayscoreStatus): boolean =>
  from === 'requested' ||
  from === 'refused' ||
  from === to ||
  (to !== 'requested' && to !== 'refused' && canReach(from, to));

test.each([
  ['SQLite', openSqliteMemory],
  ['PostgreSQL', openPostgres],
] as const)(
  'INV-70 %s itself refuses every step of a service order that is not legal, and lets every legal one pass',
  async (_, open) => {
    const { first, close } = await open();
    const wrong: string[] = [];
    for (const [n, from] of all.entries())
      for (const [m, to] of all.entries()) {
        const order = payscoreNumbered(n * 10 + m, { status: from });
        const at = ref('payscoreOrder', order.no);
        await put(first.storage, payscoreScope, [write(at, order)]);
        const passed = await put(first.storage, payscoreScope, [write(at, { ...order, status: to })]).then(
          () => true,
          () => false,
        );
        if (passed !== mayFollow(from, to)) wrong.push(`${from} -> ${to}: ${passed ? 'passed' : 'refused'}`);
      }
    expect(wrong).toEqual([]);
    await close();
  },
);
