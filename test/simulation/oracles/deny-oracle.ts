import type { SignedVoucher } from '@facepay/device-protocol';
import type { Records } from '@facepay/domain';
import type { Transport } from '@facepay/wechat-protocol';
import type { Simulation } from '../engine/simulation.ts';
import type { DiskImage } from '../world/disk-image.ts';
import { serverOrigin } from '../world/keys.ts';
import { isClosed } from './closed-members.ts';

/** Who must be refused where, and since when; told of every change as it is committed (INV-42, INV-66). */
export interface DenyOracle {
  readonly member: (to: Records['member']) => void;
  readonly watchBox: (name: string, disk: () => DiskImage) => BoxWatch;
}
interface BoxWatch {
  readonly booted: () => void;
  readonly transport: (inner: Transport) => Transport;
  readonly minted: (voucher: SignedVoucher) => void;
}

const actsWithinMs = 90_000;
/** A call that takes longer is trouble: a terminal that waits for it cannot keep the 90 s. */
const promptMs = 5000;
const offlineAfterMs = 125_000;
const exposurePupilFenMax = 20_000;

interface Turn {
  readonly outUserId: string;
  readonly closed: boolean;
  readonly version: number;
  readonly atMs: number;
}

export const createDenyOracle = ({ violate, count, stepper, conditions }: Simulation): DenyOracle => {
  const history: Turn[] = [];
  const latest = new Map<string, Turn>();
  const closedAt = (version: number): ReadonlySet<string> => {
    const closed = new Set<string>();
    for (const turn of history.filter((one) => one.version <= version))
      if (turn.closed) closed.add(turn.outUserId);
      else closed.delete(turn.outUserId);
    return closed;
  };
  return {
    member: (to) => {
      const { outUserId, deny } = to;
      const closed = isClosed(to);
      if (closed !== (deny?.denied ?? false)) violate('INV-42', `${outUserId} is changed, and the list is not`);
      if (closed === (latest.get(outUserId)?.closed ?? false)) return;
      const turn = { outUserId, closed, version: deny?.listVersion ?? 0, atMs: stepper.now() };
      count(`deny list ${closed ? 'grows' : 'shrinks'}`);
      latest.set(outUserId, turn);
      history.push(turn);
    },
    watchBox: (name, disk) => {
      let [calmSince, answeredAt] = [0, -Infinity];
      const inspect = (): void => {
        const { version, outUserIds } = disk().denyList;
        for (const { outUserId, closed, atMs } of latest.values()) {
          if (stepper.now() - Math.max(atMs, calmSince, conditions.pausedUntil(name)) <= actsWithinMs) continue;
          count('deny list in time');
          if (outUserIds.has(outUserId) !== closed)
            violate('INV-42', `${name} has not heard of ${outUserId} for ${Math.round(stepper.now() - atMs)} ms`);
        }
        if (version === undefined) return;
        const expected = closedAt(version);
        if (expected.size !== outUserIds.size || [...expected].some((one) => !outUserIds.has(one)))
          violate('INV-42', `${name} has version ${version} with ${[...outUserIds].join()}`);
      };
      return {
        booted: () => {
          [calmSince, answeredAt] = [stepper.now(), -Infinity];
        },
        transport: (inner) => async (call) => {
          const startedAt = stepper.now();
          const result = await inner(call);
          const now = stepper.now();
          const isOurs = call.origin === serverOrigin;
          if (result.type === 'Answered' && isOurs) answeredAt = now;
          const isCalm = result.type === 'Answered' && result.answer.status < 300 && now - startedAt <= promptMs;
          if (!isCalm) calmSince = now;
          else if (isOurs) inspect();
          return result;
        },
        minted: ({ voucher: { outUserId } }) => {
          if (disk().denyList.outUserIds.has(outUserId))
            violate('INV-42', `${name} sells to ${outUserId}, who is on its list`);
          if (stepper.now() - answeredAt <= offlineAfterMs) return;
          const waiting = [...disk().vouchers.values()].filter(({ voucher }) => voucher.outUserId === outUserId);
          const fen = waiting.reduce((sum, { voucher }) => sum + Number(voucher.amountFen), 0);
          count('exposure watched');
          if (fen > exposurePupilFenMax) violate('INV-66', `${name} offline: ${fen} fen of ${outUserId}`);
        },
      };
    },
  };
};
