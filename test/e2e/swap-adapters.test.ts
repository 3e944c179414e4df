import 'reflect-metadata';
import { swapModule, Tokens } from '@facepay/composition';
import type { NumberedEvent } from '@facepay/domain';
import { createMemoryStorage } from '@facepay/memory';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, test } from 'vitest';
import { openCanteen } from '../support/open-canteen.ts';
import { until } from '../support/until.ts';

// Runs once: the store is what is swapped, for one in memory.

test('an adapter is swapped by one module: another store, and somebody else who is told', async () => {
  const told: NumberedEvent[] = [];
  const canteen = await openCanteen({
    changes: [
      swapModule(Tokens.stores, { ...createMemoryStorage(), close: () => Promise.resolve() }),
      swapModule(Tokens.notifier, { notify: (events) => TE.fromIO(() => void told.push(...events)) }),
    ],
  });
  try {
    const pupil = await canteen.signUp(1);
    await until('the signing to be told', async () => told.some(({ body }) => body.type === 'ContractSigned'));
    expect(told.map(({ position }) => position)).toEqual(told.map((_, index) => index + 1));
    const shown = await canteen.callApi(
      'GET',
      `/v1/organizations/${canteen.organizationId}/members/${pupil.outUserId}`,
    );
    expect(shown.status).toBe(200);
  } finally {
    await canteen.close();
  }
});
