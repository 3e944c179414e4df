import fc from 'fast-check';
import type { AfterCompletion } from '../table/ending-calls.ts';

/** How one sequence is set up: what the merchant has agreed with WeChat, and how it writes its times. */
export interface Profile {
  readonly party: 'direct' | 'partner';
  /** A failed assessment: the user pays a deposit, or is refused. The bound of the total follows it (§7, and the seed). */
  readonly assessment: 'deposit' | 'refuse';
  readonly cancelAfterCompletion: AfterCompletion;
  /** §3.5; without confirming, `OnAccept` becomes seconds. */
  readonly timeForm: 'OnAccept' | 'seconds' | 'days';
}

export const capFen = 20_000;
/** What orders put at risk; below the cap, so that the two bounds differ. */
export const riskFen = 12_000;
export const boundOf = ({ assessment }: Profile, riskAmount: number): number =>
  assessment === 'deposit' ? riskAmount : capFen;

export const anyProfile = (party: Profile['party']): fc.Arbitrary<Profile> =>
  fc.record({
    party: fc.constant(party),
    assessment: fc.constantFrom('deposit', 'refuse'),
    cancelAfterCompletion: fc.constantFrom('accepts', 'refuses'),
    timeForm: fc.constantFrom('OnAccept', 'seconds', 'days'),
  });
