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
export interface Round {
  readonly ours: Measured;
  readonly peer: Measured;
}

/** Rounds before those that count. */
export const warmUps = 2;

/**
 * Both sides do the same work in turn, in one run, and the one that begins changes with every round: what disturbs the
 * machine meets both. The first two rounds warm up and are not counted: the compiler
 * of Node needs some thousand pieces of work.
 */
export const interleave = async (
  ours: Side,
  peer: Side,
  rounds: number,
  onRound: (round: number) => void,
): Promise<readonly Round[]> => {
  const measured: Round[] = [];
  for (let number = 0; number < rounds + warmUps; number += 1) {
    let round: Round;
    if (number % 2 === 0) {
      const first = await ours.round(number);
      round = { ours: first, peer: await peer.round(number) };
    } else {
      const first = await peer.round(number);
      round = { ours: await ours.round(number), peer: first };
    }
    if (number >= warmUps) measured.push(round);
    onRound(number);
  }
  return measured;
};
