import { openapi, problemTable, routes } from '@facepay/server';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiPage, operationsOf, problemsOf } from '../support/api-page.ts';
import { byOperation, everywhere } from '../support/api-problems.ts';

const path = join(import.meta.dirname, '../../docs/api.md');
const problems = Object.values(problemTable);
const operations = operationsOf(openapi);

describe('docs/api.md', () => {
  test('is what the OpenAPI document and the table of problems say (`--update` writes it anew)', async () => {
    await expect(apiPage(openapi, problems)).toMatchFileSnapshot(path);
  });

  test('names every route that is served', () => {
    const page = readFileSync(path, 'utf8');
    expect(
      routes.map(({ method, path: at }) => `${method} ${at}`).filter((name) => !page.includes(`\`${name}\``)),
    ).toEqual([]);
  });

  test('no route of the table of problems is one that is not there', () => {
    const names = new Set(operations.map(({ name }) => name));
    expect(Object.keys(byOperation).filter((name) => !names.has(name))).toEqual([]);
  });

  test('every problem belongs to a request that may meet it, and no other is named', () => {
    const named = new Set([...everywhere, ...operations.flatMap(problemsOf)]);
    const known = new Set(problems.map(({ code }) => code));
    expect([...named].toSorted()).toEqual([...known].toSorted());
  });
});
