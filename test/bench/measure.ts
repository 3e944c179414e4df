/** What one side did in one round. */
export interface Measured {
  /** Pieces of work done and durable. */
  readonly done: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly forgedSent: number;
  readonly forgedRefused: number;
  /** CPU seconds by process, where a side has several. */
  readonly parts?: Readonly<Record<string, number>>;
}
/** One side of a bench: built once, then asked for one round after the other. */
export interface Side {
  readonly name: string;
  readonly round: (number: number) => Promise<Measured>;
  readonly close: () => Promise<void>;
}
export const sideNames = ['ours', 'peer', 'bound'] as const;
export type SideName = (typeof sideNames)[number];
/** What each side did in one round. */
export type Round = Readonly<Record<SideName, Measured>>;

/** Rounds before those that count. */
export const warmUps = 2;

/**
 * All sides do the same work in turn, in one run, and the one that begins changes with every round: what disturbs the
 * machine meets all of them. The first two rounds warm up and are not counted: the compiler of Node needs some thousand
 * pieces of work.
 */
export const interleave = async (
  sides: Readonly<Record<SideName, Side>>,
  rounds: number,
  onRound: (round: number) => void,
): Promise<readonly Round[]> => {
  const measured: Round[] = [];
  for (let number = 0; number < rounds + warmUps; number += 1) {
    const first = number % sideNames.length;
    const round: Partial<Record<SideName, Measured>> = {};
    for (const name of [...sideNames.slice(first), ...sideNames.slice(0, first)])
      round[name] = await sides[name].round(number);
    if (number >= warmUps) measured.push(round as Round);
    onRound(number);
  }
  return measured;
};
