import { parseArgs } from 'node:util';
import { warmUps } from './measure.ts';
import { describeSummary } from './print-summary.ts';
import { isBenchName, runBench } from './run-bench.ts';
import { describeStorage, runStorageBench } from './storage.ts';

// pnpm bench intake [--json]            notices of WeChat's into the inbox
// pnpm bench deduct [--json]            vouchers to settled deductions
// pnpm bench storage [--json]           our store beside prepared statements
// … --rounds 9 --count 3000             more rounds, work in a round
// … --profile folder                    CPU profiles of our processes
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    count: { type: 'string' },
    profile: { type: 'string' },
  },
});
const [name] = positionals;
if (isBenchName(name)) {
  const count = values.count === undefined ? undefined : Number(values.count);
  const summary = await runBench(name, { rounds: Number(values.rounds), count, profileTo: values.profile }, (round) => {
    if (!values.json) console.error(round < warmUps ? 'warming up' : `round ${round - warmUps + 1}`);
  });
  console.log(values.json ? JSON.stringify(summary) : describeSummary(summary));
  if (Object.values(summary.forged).some(({ sent, refused }) => refused < sent)) process.exitCode = 1;
} else if (name === 'storage') {
  const rows = await runStorageBench({
    rounds: Number(values.rounds),
    count: Number(values.count ?? 800),
    groupSizes: [1, 8, 32],
  });
  console.log(values.json ? JSON.stringify(rows) : describeStorage(rows));
} else {
  console.error('pnpm bench intake|deduct|storage [--json] [--rounds n] [--count n] [--profile folder]');
  process.exitCode = 2;
}
