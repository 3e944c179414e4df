import { sideNames } from './measure.ts';
import type { BenchSummary, SideSummary } from './summary.ts';

/** The figures as a table for people. */
export const describeSummary = (summary: BenchSummary): string => {
  const { bench, unit, rounds, machine, ours, ratio, ratios, goal, boundOverPeer, oursOverBound } = summary;
  const parts = Object.entries(ours.parts ?? {}).map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`);
  return [
    `${bench}: ${unit}, ${rounds} rounds in turn; ${machine.cores} × ${machine.cpu}, Node ${machine.node}`,
    ['side'.padEnd(8), 'per CPU second', ' per second', ' CPU s'.padStart(9), '    done', '  forged refused'].join(''),
    ...sideNames.map((name) => row(name, summary[name], summary.forged[name])),
    ...(parts.length === 0 ? [] : [`ours by process: ${parts.join(', ')}`]),
    `per CPU second, ours through peer: ${ratio} (rounds: ${ratios.join(', ')}; goal ${goal})`,
    `bound through peer: ${boundOverPeer.ratio} (rounds: ${boundOverPeer.ratios.join(', ')})`,
    `ours through bound: ${oursOverBound.ratio} (rounds: ${oursOverBound.ratios.join(', ')}; goal ${oursOverBound.goal})`,
  ].join('\n');
};

const row = (name: string, side: SideSummary, { sent, refused }: { sent: number; refused: number }): string =>
  [
    name.padEnd(8),
    String(side.perCpuSecond).padStart(14),
    String(side.perSecond).padStart(10),
    side.cpuSeconds.toFixed(2).padStart(10),
    String(side.done).padStart(8),
    `${refused} of ${sent}`.padStart(16),
  ].join('');
