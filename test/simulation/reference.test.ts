import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byModel } from './oracles/reference-oracle.ts';
import { drawPlan } from './plan/draw-plan.ts';
import { allMutants } from './planted/all-mutants.ts';
import type { Mutant } from './planted/mutant.ts';
import type { Offer } from './reference/seen.ts';
import { spec } from './reference/spec.ts';
import { nothingYet } from './reference/world.ts';
import { runPlan } from './run-plan.ts';

/** Planted bugs that cost somebody money; with every other oracle silent, the model must find each. */
const aboutMoney = [
  'acknowledge before commit',
  'a credential is not looked up',
  'a new number instead of a query after a lost answer',
  'a new number on ORDER_CLOSED, without the query',
  'a new number for every try',
  '200 is paid',
  'no answer means not charged',
  'the request first, then the reservation',
  'whole yuan are charged',
  'not found is not charged, however early',
  'sent again without a query',
  'a sixth try on one day',
  'a day that begins at eight',
  'only what is paid counts',
  'a test merchant is one like any other',
  'limits are checked first, and written later',
  'an answer under any signature is believed',
  'a payment that no event tells of',
  'an illegal amount is read as a legal one',
];
const triesMax = 20;

describe('the reference model alone', () => {
  test.each(aboutMoney)('finds: %s', { timeout: 300_000 }, async (name) => {
    const mutant = allMutants.find((one) => one.name === name);
    const killed = mutant === undefined ? undefined : await findByModel(mutant);
    console.log(`${name}: ${killed}`);
    expect(killed).toContain(byModel);
  });
});

test('INV-31: what the model foretells of every sale, state and fen, is what is', { timeout: 300_000 }, async () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
  const calm = seeds.filter((seed) => drawPlan(seed).faults.length === 0);
  expect(calm.length).toBeGreaterThan(3);
  for (const seed of [...calm, 1, 2, 3]) {
    const { violations, foretold, ends } = await runPlan(drawPlan(seed), { storage: 'memory' });
    expect(violations, `seed ${seed}`).toEqual([]);
    expect(foretold, `seed ${seed}`).toEqual(ends);
  }
});

const offer: Offer = {
  voucher: 'counter-1/1/1',
  before: 'counter-1/1/0',
  hash: 'aa',
  previous: '0'.repeat(64),
  device: 'counter-1',
  pupil: 'pupil-1',
  user: 'FU1',
  organization: 'O1',
  merchant: '1900000109',
  fen: '10001',
  saleAt: '1788925200000',
  credential: '',
  credentialHash: 'cc',
};

test('a step changes no world that was before it, and says the same twice', () => {
  const first = spec(nothingYet, { type: 'offered', at: 1_788_925_200_000, offer });
  const before = show(first);
  const seen = {
    type: 'announced',
    at: 1_788_925_200_000,
    key: 'O1 d1/1',
    about: 'd1',
    news: { type: 'DeductionReceived', voucher: offer.voucher, credentialHash: offer.credentialHash },
  } as const;
  const second = spec(first, seen);
  expect(show(first)).toBe(before);
  expect(show(spec(first, seen))).toBe(show(second));
  const { broken } = spec(second, { type: 'committed', at: seen.at });
  expect(broken).toEqual([{ rule: 'INV-19', words: expect.stringContaining('amount') }]);
});

test('the model is small and stands alone', () => {
  const folder = join(import.meta.dirname, 'reference');
  const files = readdirSync(folder).map((name) => ({
    name,
    lines: readFileSync(join(folder, name), 'utf8').split('\n'),
  }));
  for (const { name, lines } of files)
    for (const line of lines.filter((one) => / from '|^import |import\(/u.test(one)))
      expect(`${name}: ${line}`).toMatch(/ from '\.\/[a-z-]+\.ts';$/u);
  // What can be seen and what is remembered are data; the bound is for the rules (`simulation.md` §3.4, 3).
  const rules = files.filter(({ name }) => name !== 'seen.ts' && name !== 'world.ts').flatMap(({ lines }) => lines);
  const code = rules.filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/?\*)|^(?:import|type) /u.test(line));
  expect(code.length).toBeLessThanOrEqual(linesMax);
});
const linesMax = 400;

const findByModel = async (mutant: Mutant): Promise<string | undefined> => {
  for (let [seed, tries] = [1, 0]; seed <= 400 && tries < triesMax; seed += 1) {
    const plan = drawPlan(seed);
    if (mutant.needs !== undefined && !plan.ops.some(mutant.needs)) continue;
    if (mutant.suits?.(plan) === false) continue;
    tries += 1;
    const { violations } = await runPlan(plan, { storage: 'memory', mutant, muted: ['oracles'] });
    const [first] = violations;
    if (first !== undefined) return `seed ${seed}, ${first.invariant} ${first.words}`;
  }
  return undefined;
};

const show = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...inner] : inner));
