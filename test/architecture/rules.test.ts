import { describe, expect, test } from 'vitest';
import { filesUnder, isTest, linesMatching } from './source-files.ts';

const sources = filesUnder('packages', 'adapters', 'apps');
const written = sources.filter((file) => !isTest(file));
const inside = (...names: readonly string[]) =>
  written.filter(({ path }) => names.some((name) => path.startsWith(`packages/${name}/`)));

describe('architecture', () => {
  test('there is something to look at', () => expect(written.length).toBeGreaterThan(200));

  test('no source file is longer than 250 lines', () => {
    const long = written.filter(({ lines }) => lines.length > 251).map(({ path, lines }) => `${path} ${lines.length}`);
    expect(long).toEqual([]);
  });

  test('files are small: the median is below 60 lines', () => {
    const lengths = written.map(({ lines }) => lines.length).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(60);
  });

  test('packages read no clock, chance, environment, timer or console', () => {
    const pure = written.filter(
      ({ path }) => path.startsWith('packages/') && !path.startsWith('packages/conformance/'),
    );
    const banned =
      /Date\.now|new Date\(\)|Math\.random|process\.(env|hrtime)|performance\.now|\bset(Timeout|Interval|Immediate)\(|\bfetch\(|console\.|random(Bytes|UUID|Int|FillSync)\(|getRandomValues/u;
    expect(linesMatching(pure, banned)).toEqual([]);
  });

  test('domain and use cases import neither node nor drivers nor codecs', () => {
    const banned = /from '(node:|inversify|kysely|got|better-sqlite3|pg|fastify|io-ts)/u;
    expect(linesMatching(inside('domain', 'application'), banned)).toEqual([]);
  });

  test("WeChat's words stay in the protocol and the adapters", () => {
    const wire =
      /out_trade_no|auth_code|trade_state|debt_state|sub_mchid|sp_mchid|sp_appid|out_user_id|organization_id|PAYERROR|NOT_DEBT|USERPAYING|SIGN_ERROR|LIMIT_BANK_CARD/u;
    expect(linesMatching(inside('domain', 'application', 'codecs', 'device-protocol'), wire)).toEqual([]);
  });

  test('fp-ts and io-ts are imported by the path that Node can load', () => {
    const everywhere = [...sources, ...filesUnder('test')].filter(({ path }) => !path.includes('/architecture/'));
    expect(linesMatching(everywhere, /from '(fp-ts|io-ts)\/(?!lib\/[A-Za-z]+\.js')/u)).toEqual([]);
  });

  test('only the composition knows the container, and only entry points load reflect-metadata', () => {
    const elsewhere = written.filter(({ path }) => !path.startsWith('apps/composition/'));
    expect(linesMatching(elsewhere, /from 'inversify'/u)).toEqual([]);
  });

  test('no test is skipped, focused or left to do', () => {
    const tests = [...sources.filter(isTest), ...filesUnder('test')].filter(
      ({ path }) => !path.includes('/architecture/'),
    );
    expect(linesMatching(tests, /\b(it|test|describe)\.(skip|only|todo|skipIf|runIf)\b/u)).toEqual([]);
  });

  test('no any and no double cast', () => {
    expect(linesMatching(written, /:\s*any\b|\bas any\b|as unknown as/u)).toEqual([]);
  });
});
