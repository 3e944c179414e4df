import { makeBenchKeys } from './bench-keys.ts';
import { startBenchProcess } from './bench-process.ts';
import { type BenchSale, makeBenchSchool } from './bench-school.ts';
import { ourDeductions } from './deduct-ours.ts';
import { peerDeductions } from './deduct-peer-side.ts';
import { warmUps } from './measure.ts';
import type { GatewaySettings } from './peers/gateway.ts';
import type { BenchOptions, Sides } from './bench-options.ts';

/**
 * Sales to settled deductions: reserved and stored, one signed call, its answer verified, the outcome committed. Ours gets
 * signed vouchers from terminals and answers to a server and a worker; peer and bound get the same sales as plain JSON. The
 * gateway is a process of its own, and its CPU time is nobody's.
 */
export const openDeduct = async (options: BenchOptions): Promise<Sides> => {
  const { rounds, count } = options;
  const keys = makeBenchKeys();
  const school = makeBenchSchool(keys.mchid, keys.subMchid, { pupils: Math.max(200, count), devices: 4 });
  const sales = Array.from({ length: count * (rounds + warmUps) }, (_, index) =>
    school.sale(index, (index + 1) % forgedEvery === 0 ? forgedFen : genuineFen),
  );
  const ofRound = (round: number): readonly BenchSale[] => sales.slice(round * count, (round + 1) * count);
  const settings: GatewaySettings = { ...keys, forgedFen };
  const gateway = await startBenchProcess({
    main: 'test/bench/peers/gateway.ts',
    environment: { BENCH_GATEWAY: JSON.stringify(settings) },
  });
  const at = { ...options, keys, school, ofRound, forgedFen, wechatUrl: gateway.address };
  return {
    ours: await ourDeductions(at),
    peer: await peerDeductions('peer', at),
    bound: await peerDeductions('bound', at),
    close: gateway.stop,
  };
};

/** One order in this many gets an answer that WeChat did not sign. */
const forgedEvery = 50;
const genuineFen = 12;
const forgedFen = 13;
