import * as E from 'fp-ts/lib/Either.js';
import { parseArgs } from 'node:util';
import { firstOfSwarm } from '../plan/swarm.ts';
import type { StorageKind } from '../world/disk.ts';

/** What `pnpm sim` is asked to do (`product.md` §2). */
export interface SimOptions {
  readonly task: SimTask;
  readonly storage: StorageKind;
  readonly json: boolean;
}
export type SimTask =
  /** Seeds from `from` on, until any of the bounds is reached. */
  | { readonly type: 'seeds'; readonly from: number; readonly until: Bounds }
  | { readonly type: 'plan'; readonly file: string }
  | { readonly type: 'mutants'; readonly seeds: number };
export interface Bounds {
  readonly count?: number;
  readonly days?: number;
  readonly seconds?: number;
}

export const usage =
  'pnpm sim [--seed N] [--days N] [--seconds N] [--from N] [--count N] [--storage model|sqlite] [--plan FILE] [--mutants] [--json]';

const seedsByDefault = 200;
const seedsForMutants = 2000;

/** A sentence says what is wrong; nothing is guessed. */
export const readSimOptions = (argv: readonly string[]): E.Either<string, SimOptions> => {
  const parsed = E.tryCatch(() => parse(argv), sentenceOf);
  if (E.isLeft(parsed)) return parsed;
  const { values } = parsed.right;
  const numbers = Object.fromEntries(
    Object.entries(numeric).map(([name, rule]) => [name, read(name, values[name as NumericName], rule)]),
  ) as Record<NumericName, E.Either<string, number | undefined>>;
  for (const number of Object.values(numbers)) if (E.isLeft(number)) return number;
  const [seed, from, count, days, seconds] = [
    valueOf(numbers.seed),
    valueOf(numbers.from),
    valueOf(numbers.count),
    valueOf(numbers.days),
    valueOf(numbers.seconds),
  ];
  const { storage = 'model', json = false, plan, mutants = false } = values;
  if (storage !== 'model' && storage !== 'sqlite')
    return E.left(`--storage is model or sqlite, not ${JSON.stringify(storage)}`);
  const given = Object.keys(numeric).filter((name) => values[name as NumericName] !== undefined);
  const common = { storage: storage === 'sqlite' ? 'sqlite' : 'memory', json } as const;
  if (plan !== undefined) {
    const other = mutants ? 'mutants' : given[0];
    if (other !== undefined) return E.left(`--plan plays one plan; --${other} does not go with it`);
    return plan === ''
      ? E.left('--plan needs the name of a file')
      : E.right({ ...common, task: { type: 'plan', file: plan } });
  }
  if (mutants) {
    const other = given.find((name) => name !== 'count');
    if (other !== undefined)
      return E.left(`--mutants goes through the seeds from 1 on; --${other} does not go with it`);
    if (storage === 'sqlite') return E.left('--mutants plays on model storage only');
    return E.right({ ...common, task: { type: 'mutants', seeds: count ?? seedsForMutants } });
  }
  if (seed !== undefined && from !== undefined) return E.left('--seed and --from both say where to begin; give one');
  const isBounded = count !== undefined || days !== undefined || seconds !== undefined;
  const until: Bounds = isBounded
    ? { ...ifGiven('count', count), ...ifGiven('days', days), ...ifGiven('seconds', seconds) }
    : { count: seed === undefined ? seedsByDefault : 1 };
  const begin = seed ?? from ?? (days === undefined && seconds === undefined ? 1 : firstOfSwarm);
  return E.right({ ...common, task: { type: 'seeds', from: begin, until } });
};

const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    strict: true,
    options: {
      seed: { type: 'string' },
      from: { type: 'string' },
      count: { type: 'string' },
      days: { type: 'string' },
      seconds: { type: 'string' },
      storage: { type: 'string' },
      plan: { type: 'string' },
      mutants: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });

type NumericName = keyof typeof numeric;
interface Rule {
  readonly least: number;
  readonly whole: boolean;
}
const numeric = {
  seed: { least: 0, whole: true },
  from: { least: 0, whole: true },
  count: { least: 1, whole: true },
  days: { least: 0, whole: false },
  seconds: { least: 0, whole: false },
} satisfies Record<string, Rule>;

const read = (name: string, text: string | undefined, rule: Rule): E.Either<string, number | undefined> => {
  if (text === undefined) return E.right(undefined);
  const isWritten = /^\d+(\.\d+)?$/u.test(text);
  const value = Number(text);
  if (isWritten && rule.whole && Number.isSafeInteger(value) && value >= rule.least) return E.right(value);
  if (isWritten && !rule.whole && Number.isFinite(value) && value > rule.least) return E.right(value);
  const kind = rule.whole ? `a whole number from ${rule.least} on` : `a number above ${rule.least}`;
  return E.left(`--${name} is ${kind}, not ${JSON.stringify(text)}`);
};

/** Node names the option and what is wrong with it, then advises at length. */
const sentenceOf = (cause: unknown): string => {
  const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\.\s|\n/u);
  return first;
};
const valueOf = <A>(either: E.Either<string, A>): A | undefined => (E.isRight(either) ? either.right : undefined);
const ifGiven = <K extends string>(name: K, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [_ in K]?: number };
