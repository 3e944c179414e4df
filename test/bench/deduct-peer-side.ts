import { fileURLToPath } from 'node:url';
import { startBenchProcess } from './bench-process.ts';
import { type DeductOptions, measureSales } from './deduct-side.ts';
import { createLoad, type Post } from './http-load.ts';
import type { BenchSale } from './bench-school.ts';
import type { Side } from './measure.ts';
import { peerEnvironment } from './peers/peer-settings.ts';
import { openRows } from './rows-in.ts';

/** One process; a sale is one request, answered when its outcome is committed. */
export const peerDeductions = async (name: 'peer' | 'bound', options: DeductOptions): Promise<Side> => {
  const { folder, keys, ofRound, wechatUrl, forgedFen } = options;
  const databaseFile = `${folder}/${name}.db`;
  const peer = await startBenchProcess({
    main: fileURLToPath(mains[name]),
    environment: peerEnvironment({ ...keys, databaseFile, wechatUrl }),
  });
  const load = createLoad(peer.address, connections);
  const rows = openRows(databaseFile);
  return {
    name,
    round: (round) =>
      measureSales(
        ofRound(round),
        forgedFen,
        {
          paid: () => rows.count('deduction', `status = 'paid'`),
          forgedUnpaid: () => rows.count('deduction', `status = 'unknown' and amount = ${forgedFen}`),
        },
        () => ({ [name]: peer.cpuSeconds() }),
        async () => void (await load.postAll(ofRound(round).map(toPost))),
      ),
    close: async () => {
      load.close();
      rows.close();
      await peer.stop();
    },
  };
};
const mains = {
  peer: new URL('./peers/deduct-peer.ts', import.meta.url),
  bound: new URL('./peers/deduct-bound.ts', import.meta.url),
};
const connections = 32;

const toPost = ({ pupil, amountFen, credential, no }: BenchSale): Post => ({
  target: '/deductions',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ no, outUserId: pupil.outUserId, device: 'counter-1', amountFen, credential })),
});
