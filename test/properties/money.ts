import fc from 'fast-check';
import type { Property } from './property.ts';
import {
  anyClosingPlan,
  anyFlippingPlan,
  anyPlan,
  anyStubbornPlan,
  anyTestMerchantPlan,
  type Plan,
} from './world/plan.ts';
import { run } from './world/run.ts';

const inWorld =
  (inv: string, plan: fc.Arbitrary<Plan> = anyPlan): Property =>
  (rules) =>
    fc.property(plan, (steps) => {
      const finding = run(rules, steps).find((each) => each.inv === inv);
      if (finding !== undefined) throw new Error(`${finding.inv}: ${finding.what}`);
    });

/** Any order of sends, losses, queries, holds and releases over one pupil's sales, against a small money truth. */
export const moneyProperties = {
  'INV-5 no voucher is charged twice, over all generations': inWorld('INV-5', anyFlippingPlan),
  'INV-6 a number belongs to one generation and is always sent with its first bytes': inWorld('INV-6'),
  'INV-7 a next generation needs a verified close and a query after it': inWorld('INV-7', anyClosingPlan),
  'INV-9 a lost answer decides nothing': inWorld('INV-9'),
  'INV-10 settled only where the money truth says so': inWorld('INV-10', anyFlippingPlan),
  'INV-11 "already paid" alone settles nothing': inWorld('INV-11', anyFlippingPlan),
  'INV-12 called unpaid only when no request can still be on its way': inWorld('INV-12'),
  'INV-13 settled is absorbing': inWorld('INV-13', anyFlippingPlan),
  'INV-19 a held sale is not sent before it is released': inWorld('INV-19'),
  'INV-20 one voucher is one charge of exactly its amount': inWorld('INV-20', anyFlippingPlan),
  'INV-23 settled and reserved never pass the day limit': inWorld('INV-23'),
  'INV-25 each reservation ends once, and not before its outcome is proven': inWorld('INV-25'),
  'INV-26 what is in flight over midnight counts on both days': inWorld('INV-26'),
  'INV-28 a test merchant number takes one yuan a day, whatever the organization says': inWorld(
    'INV-28',
    anyTestMerchantPlan,
  ),
  'INV-31 at rest moved, booked and shown are the same sum, and the events make the state': inWorld('INV-31'),
  'INV-33 never a sixth attempt on one day': inWorld('INV-33', anyStubbornPlan),
  'INV-35 INV-37 no attempt begins for a user who is terminated or disabled here': inWorld('INV-35'),
  'INV-41 at rest our open advances are the open advances of the money truth': inWorld('INV-41'),
  'INV-98 at rest nothing is unknown': inWorld('INV-98'),
  'INV-99 an outcome that was unknown for too long still ends by a proof': inWorld('INV-99'),
} satisfies Readonly<Record<string, Property>>;
