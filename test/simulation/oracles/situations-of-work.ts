import type { Claimed } from '@facepay/domain';
import type { SituationParts } from './situation-parts.ts';

/** Who holds which work, and who held it before. */
export const situationsOfWork = ({ simulation, records, orderOf, sometimes, fleet }: SituationParts) => {
  const { conditions, stepper, plan } = simulation;
  const holders = new Map<string, string[]>();
  const longPause = plan.ops.some((op) => op.type === 'pause' && op.forMs > 35_000);
  const isJustAwake = (process: string): boolean => {
    const since = stepper.now() - conditions.pausedUntil(process);
    return conditions.pausedUntil(process) > 0 && since >= 0 && since < 5000;
  };
  return {
    committed: (process: string): void => {
      if (longPause && isJustAwake(process)) sometimes('paused past a lease, and went on');
      const off = Math.abs(conditions.offsetMs(process));
      if (off > 60_000) sometimes('committed under a clock that is minutes off');
      if (process.startsWith('server') && fleet().some((one) => one.name.startsWith('server') && !one.isUp()))
        sometimes('one server works while another is down');
    },
    claimed: (process: string, claimed: readonly Claimed[]): void => {
      for (const { organization, key } of claimed) {
        const before = holders.get(key) ?? [];
        holders.set(key, [...before, process]);
        const deduction = records.find(organization, 'deduction', key);
        if (deduction?.leaseUntil === undefined) continue;
        if (before.at(-1) !== process) sometimes('taken over by another worker');
        if (new Set([...before, process]).size > 2) sometimes('in the hands of a third worker');
        if (deduction.status !== 'in-flight') continue;
        const order = orderOf(deduction.no);
        const asks = order?.attempts.length ?? 0;
        sometimes(asks === 0 ? 'crash between intent and request' : 'crash between request and outcome');
      }
    },
    refused: (process: string, reason: string): void => {
      if (reason !== 'LeaseLost') return;
      sometimes('lease stolen and old holder refused');
      if (isJustAwake(process)) sometimes('lease lost in a pause, and refused');
    },
  };
};
