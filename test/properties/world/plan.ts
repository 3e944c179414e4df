import { anyAmount } from '@facepay/conformance';
import { type Fen, hour, Instant, minute, second } from '@facepay/domain';
import fc from 'fast-check';

/** What WeChat does with a request that reaches it. */
export type Fate =
  | 'charge'
  | 'advance'
  | 'insufficient'
  | 'over-limit'
  | 'close'
  | 'accept'
  | 'refuse'
  | 'refuse-credential';
export type Step =
  | {
      readonly type: 'send';
      readonly who: number;
      readonly fate: Fate;
      /** `late`: it reaches WeChat shortly before it cannot any more; its answer is lost. */
      readonly arrives: 'now' | 'late' | 'never';
      /** `crash`: nobody notes that it is lost. `slow`: it comes with a later step. */
      readonly reply: 'kept' | 'lost' | 'crash' | 'slow';
    }
  | { readonly type: 'slow-reply'; readonly who: number }
  /** `slow`: somebody without the lease asks, and tells it with a later step. */
  | { readonly type: 'query'; readonly who: number; readonly reply: 'kept' | 'lost' | 'slow' }
  | { readonly type: 'resolve'; readonly who: number; readonly fate: 'charge' | 'advance' | 'insufficient' }
  /** WeChat settles what it called failed (F-19). */
  | { readonly type: 'flip'; readonly who: number }
  | { readonly type: 'repay' | 'hold' | 'release' | 'give-up'; readonly who: number }
  | { readonly type: 'member'; readonly becomes: 'signed' | 'terminated' | 'disabled' }
  | { readonly type: 'wait'; readonly ms: number };
export interface Plan {
  readonly startsAt: Instant;
  /** One sale each, all of one pupil. */
  readonly amounts: readonly Fen[];
  readonly dayLimit: Fen | undefined;
  readonly testMerchant: boolean;
  readonly steps: readonly Step[];
}

const who = fc.nat({ max: 4 });
const send: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('send' as const),
  who,
  fate: fc.constantFrom<Fate[]>(
    'charge',
    'charge',
    'advance',
    'insufficient',
    'over-limit',
    'close',
    'accept',
    'refuse',
    'refuse-credential',
  ),
  arrives: fc.constantFrom('now', 'now', 'late', 'never'),
  reply: fc.constantFrom('kept', 'kept', 'lost', 'crash', 'slow'),
});
const wait: fc.Arbitrary<Step> = fc
  .constantFrom(second, 30 * second, 71 * second, 30 * minute, 5 * hour, 24 * hour, 50 * hour)
  .map((ms) => ({ type: 'wait', ms }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: send },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('slow-reply' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('query' as const),
      who,
      reply: fc.constantFrom('kept', 'kept', 'kept', 'lost', 'slow'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('resolve' as const),
      who,
      fate: fc.constantFrom('charge', 'advance', 'insufficient'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('repay', 'hold', 'release', 'release', 'give-up'), who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('member' as const),
      becomes: fc.constantFrom('signed', 'signed', 'terminated', 'disabled'),
    }),
  },
  { weight: 5, arbitrary: wait },
);
const midnight = Date.UTC(2026, 8, 1, 16); // 2 September 2026, 00:00 in Beijing

const planOf = (
  amount: fc.Arbitrary<Fen>,
  dayLimit: fc.Arbitrary<Fen | undefined>,
  testMerchant = false,
  steps: fc.Arbitrary<Step> = step,
): fc.Arbitrary<Plan> =>
  fc.record({
    startsAt: fc
      .constantFrom(-12 * hour, -2 * minute, -second, -1, 0, 7 * hour + 58 * minute)
      .map((ms) => Instant.of(midnight + ms)),
    amounts: fc.array(amount, { minLength: 1, maxLength: 5 }),
    dayLimit,
    testMerchant: fc.constant(testMerchant),
    steps: fc.array(steps, { minLength: 1, maxLength: 40, size: 'max' }),
  });
const fen = (min: number, max: number): fc.Arbitrary<Fen> => fc.integer({ min, max }).map((n) => n as Fen);

/** Random orders of commands, losses, delays and midnights; limits are tight often enough to matter. */
export const anyPlan: fc.Arbitrary<Plan> = fc.oneof(
  planOf(anyAmount, fc.option(fen(5_000, 20_000), { nil: undefined })),
  planOf(fc.constant(10_000 as Fen), fc.constant(20_000 as Fen)),
);
/** A test merchant number, with an organization's own limit that is far above its 1 yuan. */
export const anyTestMerchantPlan: fc.Arbitrary<Plan> = planOf(fen(1, 90), fc.constant(40_000 as Fen), true);

const unlimited = fc.constant(undefined);
/** WeChat takes back its "failed" now and then; what it moved so is above every limit of ours. */
export const anyFlippingPlan: fc.Arbitrary<Plan> = planOf(
  anyAmount,
  unlimited,
  false,
  fc.oneof(
    { weight: 4, arbitrary: step },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('flip' as const), who }) },
  ),
);
/** A pupil without money, tried again and again. */
export const anyStubbornPlan: fc.Arbitrary<Plan> = planOf(
  fc.constant(1 as Fen),
  unlimited,
  false,
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('send' as const),
        who: fc.constant(0),
        fate: fc.constantFrom('insufficient' as const, 'close' as const),
        arrives: fc.constantFrom('now' as const, 'never' as const),
        reply: fc.constant('kept' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('query' as const), who, reply: fc.constant('kept' as const) }),
    },
    { weight: 2, arbitrary: wait },
  ),
);

/** WeChat closes what failed, one sale, with answers that come late. */
export const anyClosingPlan: fc.Arbitrary<Plan> = planOf(
  fc.constant(1 as Fen),
  unlimited,
  false,
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('send' as const),
        who: fc.constant(0),
        fate: fc.constantFrom('insufficient' as const, 'close' as const, 'close' as const),
        arrives: fc.constantFrom('now' as const, 'now' as const, 'late' as const),
        reply: fc.constantFrom('kept' as const, 'crash' as const, 'slow' as const),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('query' as const),
        who,
        reply: fc.constantFrom('kept' as const, 'kept' as const, 'slow' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('slow-reply' as const), who }) },
    { weight: 4, arbitrary: fc.constant<Step>({ type: 'wait', ms: 71 * second }) },
  ),
);
