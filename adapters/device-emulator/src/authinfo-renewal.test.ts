import { expect, test } from 'vitest';
import { opened, pupils } from '../test/counter-steps.ts';
import { createCounterWorld } from '../test/counter-world.ts';

const minute = 60_000;

test('FAQ 4.3: a terminal that runs asks for a fresh authinfo within every hour, and goes on selling after 36 of them', async () => {
  const world = createCounterWorld(pupils);
  const terminal = await opened(world);
  const asked = (): number => world.requests.filter(({ target }) => target.endsWith('/authinfo')).length;
  for (let hour = 1; hour <= 37; hour += 1) {
    const before = asked();
    for (let passed = 0; passed < 60; passed += 5) {
      world.now += 5 * minute;
      await terminal.round();
    }
    expect(asked()).toBeGreaterThan(before);
  }
  expect(terminal.serve({ frame: { type: 'face', faceSeed: 7, captureSeed: 1 }, amountFen: 100 }).type).toBe(
    'paid-locally',
  );
});
