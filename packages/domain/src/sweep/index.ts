export { afterPage, firstSweep, passOf, type Sweep, sweepKey, type SweepPass, type SweptPage } from './sweep.ts';
export { defaultSweep, type SweepPolicy, sweepSlot } from './sweep-policy.ts';
