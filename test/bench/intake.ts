import { fileURLToPath } from 'node:url';
import { makeBenchKeys } from './bench-keys.ts';
import { type BenchProcess, startBenchProcess } from './bench-process.ts';
import { createLoad } from './http-load.ts';
import { type BenchNotice, makeNotices } from './make-notices.ts';
import type { Measured, Side } from './measure.ts';
import { ourFlags, ourInstallation } from './our-installation.ts';
import { peerEnvironment } from './peers/peer-settings.ts';
import type { BenchOptions, Sides } from './bench-options.ts';
import { openRows } from './rows-in.ts';

/**
 * Notices of WeChat's, from the socket to the inbox: signature, tag, deduplication, commit with `synchronous = FULL`, and
 * only then 2xx. All sides get the very same notices.
 */
export const openIntake = async (options: BenchOptions): Promise<Sides> => {
  const { folder, count, profileTo } = options;
  const keys = makeBenchKeys();
  const target = `/notify/wechat/${keys.mchid}`;
  const ofRound = onePerRound(() => makeNotices(keys, target, count));
  const ours = ourInstallation(folder, keys, nobody);
  const server = await startBenchProcess({
    main: 'apps/server/src/main.ts',
    flags: ourFlags,
    environment: ours.environment,
    profileTo,
  });
  const other = async (name: 'peer' | 'bound'): Promise<Side> => {
    const databaseFile = `${folder}/${name}.db`;
    const served = await startBenchProcess({
      main: fileURLToPath(mains[name]),
      environment: peerEnvironment({ ...keys, databaseFile, wechatUrl: nobody }),
    });
    return sideOf(name, served, ofRound, databaseFile);
  };
  return {
    ours: sideOf('ours', server, ofRound, ours.databaseFile),
    peer: await other('peer'),
    bound: await other('bound'),
    close: async () => undefined,
  };
};

const mains = {
  peer: new URL('./peers/intake-peer.ts', import.meta.url),
  bound: new URL('./peers/intake-bound.ts', import.meta.url),
};

type NoticesOf = (round: number) => Promise<readonly BenchNotice[]>;
/** Signed when their round begins, lest they grow too old on a slow machine; all sides get the same ones. */
const onePerRound = (make: () => Promise<readonly BenchNotice[]>): NoticesOf => {
  let known: { readonly round: number; readonly notices: ReturnType<NoticesOf> } | undefined;
  return (round) => {
    if (known?.round !== round) known = { round, notices: make() };
    return known.notices;
  };
};

const nobody = 'http://127.0.0.1:9'; // nothing is asked of WeChat on this path
const connections = 32;

const sideOf = (name: string, served: BenchProcess, ofRound: NoticesOf, file: string): Side => {
  const load = createLoad(served.address, connections);
  const rows = openRows(file);
  return {
    name,
    round: async (round): Promise<Measured> => {
      const notices = await ofRound(round);
      const [before, cpu, began] = [rows.count('notice'), served.cpuSeconds(), performance.now()];
      const statuses = await load.postAll(notices);
      const wallSeconds = (performance.now() - began) / 1000;
      const cpuSeconds = served.cpuSeconds() - cpu;
      const genuine = notices.filter(({ forged }) => forged === false).length;
      const [accepted, refused] = [countOf(notices, statuses, true), countOf(notices, statuses, false)];
      const kept = rows.count('notice') - before;
      if (accepted !== genuine || kept !== genuine)
        throw new Error(`${name}: ${genuine} genuine notices, ${accepted} answered 2xx, ${kept} stored`);
      return { done: genuine, cpuSeconds, wallSeconds, forgedSent: notices.length - genuine, forgedRefused: refused };
    },
    close: async () => {
      load.close();
      rows.close();
      await served.stop();
    },
  };
};

/** Genuine ones that were taken, or forged ones that were refused. */
const countOf = (notices: readonly BenchNotice[], statuses: readonly number[], genuine: boolean): number =>
  notices.filter(({ forged }, index) => {
    const status = statuses[index] ?? 0;
    return genuine ? forged === false && status === 200 : forged !== false && (status === 400 || status === 401);
  }).length;
