import { cpus, loadavg } from 'node:os';
import { placesIn } from './books/compare-books.ts';
import { judgeMonth, ourWholeBook, wechatBook } from './judge/judge-month.ts';
import { tableOf } from './print-table.ts';
import { runMonth } from './run-month.ts';
import { expectMonth } from './script/expect-month.ts';
import { wholeMonth, writeScript } from './script/write-script.ts';

/** `pnpm month [--days 20] [--pupils 300] [--sweep]`: plays the school month and prints what it came to. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const script = writeScript({ days: option('days', wholeMonth.days), pupils: option('pupils', wholeMonth.pupils) });
const expected = expectMonth(script);
const [began, before] = [performance.now(), process.cpuUsage()];
const evidence = await runMonth(script, { sweep: process.argv.includes('--sweep') });
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(before);
const [ours, wechat] = [ourWholeBook(evidence), wechatBook(evidence)];
for (const line of tableOf(script, { script: expected.lines, wechat, ours })) say(line);
const ends = new Map<string, number>();
for (const { state } of evidence.deductions) ends.set(state, (ends.get(state) ?? 0) + 1);
say(`\n${evidence.deductions.length} sales: ${[...ends].map(([state, count]) => `${count} ${state}`).join(', ')}`);
say(`${placesIn(wechat)} sums of a pupil, a day and a kind compared three ways: script, WeChat's ledger, our API`);
const problems = judgeMonth(script, expected, evidence);
for (const problem of problems.slice(0, 50)) say(problem);
say(problems.length === 0 ? 'everything agrees, to the fen' : `${problems.length} things do not agree`);
const load = loadavg()[0]?.toFixed(1);
say(`${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU, ${cpus().length} cores, load ${load}`);
process.exitCode = problems.length === 0 ? 0 : 1;
