import fc from 'fast-check';
import type { Fault, Op, Plan } from '../plan/plan.ts';

type Try = (candidate: Plan) => Promise<boolean>;

/** How many smaller values of one number are tried: the least, then from halfway on. */
const triesMax = 4;

/** Pulls times together, lowers amounts and delays, one number after the other. */
export const smallerNumbers = async (best: () => Plan, isSmaller: Try): Promise<void> => {
  for (let index = 0; index < best().ops.length; index += 1) {
    const previous = best().ops[index - 1]?.at ?? 0;
    await lower(best().ops[index]?.at, previous, (at) => isSmaller(withOp(best(), index, (op) => ({ ...op, at }))));
    const op = best().ops[index];
    const amount = op !== undefined && 'amountFen' in op ? op.amountFen : undefined;
    await lower(amount, 1, (amountFen) =>
      isSmaller(withOp(best(), index, (one) => ('amountFen' in one ? { ...one, amountFen } : one))),
    );
    const forMs = op !== undefined && 'forMs' in op ? op.forMs : undefined;
    await lower(forMs, 1000, (shorter) =>
      isSmaller(withOp(best(), index, (one) => ('forMs' in one ? { ...one, forMs: shorter } : one))),
    );
  }
  for (let index = 0; index < best().faults.length; index += 1)
    await lower(best().faults[index]?.delayMs, 10, (delayMs) =>
      isSmaller(withFault(best(), index, (fault) => ({ ...fault, delayMs }))),
    );
  const last = best().ops.at(-1)?.at ?? 0;
  await lower(best().healAt, last + 60_000, (healAt) => isSmaller({ ...best(), healAt }));
};

/** The candidates are fast-check's own, from the least on. */
const lower = async (
  value: number | undefined,
  least: number,
  isSmaller: (value: number) => Promise<boolean>,
): Promise<void> => {
  if (value === undefined || value <= least) return;
  // The nearest to zero of a range is what fast-check shrinks towards.
  const candidates = fc.integer({ min: least, max: value }).shrink(value, undefined).take(triesMax);
  for (const { value: candidate } of candidates) if (await isSmaller(candidate)) return;
};

const withOp = (plan: Plan, index: number, change: (op: Op) => Op): Plan => ({
  ...plan,
  ops: plan.ops.map((op, at) => (at === index ? change(op) : op)),
});
const withFault = (plan: Plan, index: number, change: (fault: Fault) => Fault): Plan => ({
  ...plan,
  faults: plan.faults.map((fault, at) => (at === index ? change(fault) : fault)),
});
