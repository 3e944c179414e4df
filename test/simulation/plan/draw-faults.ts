import { chance, logUniform, stream, whole } from '../engine/random.ts';
import { fleetOf } from './draw-disturbances.ts';
import type { Fault, NetworkFault, PortFault, WorldPlan } from './plan.ts';

type Fleet = Pick<WorldPlan, 'servers' | 'workers'>;

/** Ports of each process, and how many calls of each may be hit. */
const callsMax = 500;
const portsOf = (world: Fleet): readonly (readonly [string, readonly string[]])[] => {
  const worker = ['claim', 'storage', 'reads', 'events', 'notifier', 'http'];
  return [
    ...fleetOf(world).map((name) => [name, name.startsWith('server') ? ['storage', 'reads', 'http'] : worker] as const),
    ['device', ['journal', 'http']],
    ['device-2', ['journal', 'http']],
    ['wechat', ['deliver']],
    ['office', ['http']],
  ];
};

interface Family {
  readonly kinds: readonly Fault['kind'][];
  readonly from: number;
  readonly to: number;
  readonly network: boolean;
  /** Where another family has the same kinds. */
  readonly name?: string;
  /** Share of the seeds that have it; by default 0.6. */
  readonly share?: number;
  readonly concerns?: (process: string) => boolean;
  /** At most this long, within what a request may still be on its way (INV-12). */
  readonly delayMaxMs?: number;
}
const crashes: readonly PortFault[] = ['crash-before', 'crash-after'];
const both = (kinds: readonly NetworkFault[], from: number, to: number, delayMaxMs?: number): Family => ({
  kinds,
  from,
  to,
  network: true,
  ...(delayMaxMs === undefined ? {} : { delayMaxMs }),
});
const families: readonly Family[] = [
  { kinds: crashes, from: 0.0005, to: 0.02, network: false }, // F-7
  both(['crash-before', 'crash-after'], 0.0005, 0.02),
  { kinds: ['lost-answer'], from: 0.001, to: 0.05, network: false }, // F-13
  { kinds: ['refused'], from: 0.001, to: 0.1, network: false }, // F-12
  both(['lost-request', 'unreachable'], 0.005, 0.3), // F-1
  both(['lost-answer'], 0.005, 0.4),
  both(['duplicate'], 0.005, 0.5, 50_000), // F-2
  both(['late', 'late-answer'], 0.005, 0.3, 50_000), // F-3
  both(['error-before', 'error-after'], 0.005, 0.3), // F-17
  both(['flipped-request', 'flipped-answer', 'truncated-answer', 'unsigned-answer'], 0.002, 0.1), // F-5, F-6, F-18
  both(['reset-before', 'reset-after', 'half-open'], 0.002, 0.2, 30_000), // F-5
  both(['bad-gateway-before', 'bad-gateway-after', 'too-many'], 0.005, 0.3), // F-17
  { ...both(['late', 'late-answer'], 0.001, 0.02, 600_000), name: 'tail' }, // F-3
  {
    ...both(['late-answer'], 0.2, 0.6, 9000), // F-24: the notice is there first
    name: 'slow answers',
    share: 0.2,
    concerns: (process) => process.startsWith('worker'),
  },
  { kinds: ['conflict', 'lock-timeout'], from: 0.001, to: 0.1, network: false }, // F-12
  { kinds: ['lost-request', 'replayed'], from: 0.001, to: 0.05, network: false }, // F-13
];

/** 10 % calm, 10 % one family at its worst, the others a mix of families with strengths of every magnitude (§3.5). */
export const drawFaults = (seed: number, world: Fleet): readonly Fault[] => {
  const mood = stream(seed, 'mood').next();
  if (mood < 0.1) return [];
  const only = mood < 0.2 ? whole(stream(seed, 'mood', 'family'), 0, families.length - 1) : undefined;
  const faults: Fault[] = [];
  families.forEach((family, index) => {
    const prng = stream(seed, 'family', index);
    const share = logUniform(prng, family.from, family.to);
    if (only === undefined ? !chance(prng, family.share ?? 0.6) : only !== index) return;
    for (const [process, ports] of portsOf(world))
      for (const port of ports)
        if (isNetwork(port) === family.network && family.concerns?.(process) !== false)
          addFaults(faults, seed, family, { process, port, share: only === undefined ? share : family.to });
  });
  return faults;
};

const isNetwork = (port: string): boolean => port === 'http' || port === 'deliver';

const addFaults = (
  faults: Fault[],
  seed: number,
  { kinds, delayMaxMs, name }: Family,
  { process, port, share }: { readonly process: string; readonly port: string; readonly share: number },
): void => {
  const prng = stream(seed, 'faults', process, port, [...kinds, ...(name === undefined ? [] : [name])].join());
  // From one hit to the next at once: most calls are not hit.
  for (let call = 0; ;) {
    call += 1 + Math.floor(Math.log(1 - prng.next()) / Math.log(1 - share));
    if (call > callsMax) return;
    const kind = kinds[whole(prng, 0, kinds.length - 1)];
    if (kind === undefined || spared(process, kind)) continue;
    const delayMs = delayMaxMs === undefined ? undefined : Math.round(logUniform(prng, 10, delayMaxMs));
    faults.push({ process, port, call, kind, ...(delayMs === undefined ? {} : { delayMs }) });
  }
};

/** WeChat and people do not crash for us; nothing but TLS covers what people send, so no bit of it flips. */
const spared = (process: string, kind: Fault['kind']): boolean =>
  ((process === 'wechat' || process === 'office') && kind.startsWith('crash')) ||
  (process === 'office' && kind.startsWith('flipped'));
