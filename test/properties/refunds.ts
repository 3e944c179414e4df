import { anyRefundCommand, anyRefundTerms } from '@facepay/conformance';
import type { Refund, RefundCommand } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import {
  anyRefundStep,
  atRisk,
  booked,
  openWorld,
  paidOut,
  play,
  promised,
  type RefundWorld,
  total,
} from './refund-world.ts';
import type { Rules } from './rules.ts';

/** What the office, the worker and WeChat may do to the refunds of one payment, in any order. */
const plans = fc.array(anyRefundStep, { maxLength: 40 });

const inBounds: Property = (rules) =>
  fc.property(plans, (plan) => {
    let world = openWorld();
    for (const step of plan) {
      world = play(rules, world, step);
      if (promised(world) > total || atRisk(world) > promised(world) || booked(world) > paidOut(world)) return false;
    }
    return true;
  });

const settledInTheEnd: Property = (rules) =>
  fc.property(plans, (plan) => {
    const played = plan.reduce((world, step) => play(rules, world, step), openWorld());
    const asked = [0, 1, 2, 3].reduce<RefundWorld>(
      (world, n) => play(rules, world, { type: 'query', n, waitMs: 80_000 }),
      played,
    );
    return booked(asked) === paidOut(asked);
  });

const run = ({ refundDecider }: Rules, commands: readonly RefundCommand[]) => {
  let refund: Refund | undefined;
  let count = 0;
  const settled: (number | undefined)[] = [];
  for (const command of commands) {
    const decided = refundDecider.decide(command, refund);
    if (E.isLeft(decided)) continue;
    refund = decided.right.reduce<Refund | undefined>(refundDecider.evolve, refund);
    count += decided.right.length;
    if (refund?.status === 'success' || settled.length > 0) settled.push(refund?.refundedAt);
  }
  return { refund, count, settled };
};
const histories = anyRefundTerms.chain((terms) =>
  fc
    .array(anyRefundCommand(terms, '{}'))
    .map((rest): readonly RefundCommand[] => [
      { type: 'RequestRefund', terms, body: '{}', at: terms.requestedAt },
      ...rest,
    ]),
);

const absorbing: Property = (rules) =>
  fc.property(histories, (commands) => {
    const { refund, settled } = run(rules, commands);
    return settled.length === 0 || (refund?.status === 'success' && new Set(settled).size === 1);
  });

const versioned: Property = (rules) =>
  fc.property(histories, (commands) => {
    const { refund, count } = run(rules, commands);
    return refund?.version === count;
  });

export const refundProperties = {
  'INV-30 what is promised back never passes what was paid, and covers all that WeChat may still pay': inBounds,
  'INV-30 once all refunds are asked about, the book says what was paid out, to the fen': settledInTheEnd,
  'INV-13 a refund that succeeded is never anything else': absorbing,
  'INV-15 each event of a refund raises its version by one': versioned,
};
