import { expect, test } from 'vitest';
import { openWriter } from './sqlite.ts';
import { dayLinesOf } from './sqlite-queries.ts';

/** Years of sales stand in one table, so a sheet must touch those of its day alone. */
test('a day is found by the index of days, and the book of refunds by its key', async () => {
  const database = await openWriter(':memory:', () => Promise.resolve());
  const { sql, parameters } = dayLinesOf().compile();
  const asked = parameters.map(() => 'x');
  const steps = database.prepare<unknown[], { readonly detail: string }>(`explain query plan ${sql}`).all(...asked);
  const [first, second] = steps.map(({ detail }) => detail);
  expect(first).toBe('SEARCH deduction USING INDEX deduction_day (day=?)');
  expect(second).toMatch(/^SEARCH refundBook USING INDEX \S+ \(organization=\? AND key=\?\)/u);
  database.close();
});
