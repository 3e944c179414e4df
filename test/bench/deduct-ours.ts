import { startBenchProcess } from './bench-process.ts';
import { type DeductOptions, measureSales } from './deduct-side.ts';
import { createLoad, type Post } from './http-load.ts';
import type { Side } from './measure.ts';
import { ourFlags, ourInstallation } from './our-installation.ts';
import { openRows } from './rows-in.ts';
import { seedSchool } from './seed-school.ts';

/** Our server and our worker on one file, as `pnpm server` and `pnpm worker` run them. */
export const ourDeductions = async (options: DeductOptions): Promise<Side> => {
  const { folder, keys, school, ofRound, wechatUrl, profileTo, forgedFen } = options;
  const ours = ourInstallation(folder, keys, wechatUrl);
  await seedSchool(ours.databaseFile, ours.installation.fieldKeys, school);
  const start = (app: 'server' | 'worker') =>
    startBenchProcess({ main: `apps/${app}/src/main.ts`, flags: ourFlags, environment: ours.environment, profileTo });
  const [server, worker] = [await start('server'), await start('worker')];
  const load = createLoad(server.address, school.devices.length);
  const rows = openRows(ours.databaseFile);
  const forged = `json_extract(body, '$.amount') = ${forgedFen}`;
  return {
    name: 'ours',
    round: (round) =>
      measureSales(
        ofRound(round),
        forgedFen,
        {
          paid: () => rows.count('deduction', `status = 'paid'`),
          forgedUnpaid: () => rows.count('deduction', `status = 'unknown' and ${forged}`),
        },
        () => ({ server: server.cpuSeconds(), worker: worker.cpuSeconds() }),
        async () => {
          const sales = ofRound(round);
          const share = Math.ceil(sales.length / school.devices.length);
          await Promise.all(
            school.devices.map(async ({ upload }, index) => {
              const own = sales.slice(index * share, (index + 1) * share);
              for (let at = 0; at < own.length; at += batch) {
                const post: Post = upload(own.slice(at, at + batch));
                const [status] = await load.postAll([post]);
                if (status !== 200) throw new Error(`an upload was answered ${status}`);
              }
            }),
          );
        },
      ),
    close: async () => {
      load.close();
      rows.close();
      await Promise.all([server.stop(), worker.stop()]);
    },
  };
};

/** Vouchers of one upload: a counter at noon sends what came together since the last answer. */
const batch = 10;
