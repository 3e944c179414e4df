import { anyRefundCommand, anyRefundTerms } from '@facepay/conformance';
import { type Refund, refundDecider } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRefundStep, atRisk, booked, openWorld, paidOut, play, promised, total } from './refunds.ts';

const steps = fc.array(anyRefundStep, { maxLength: 40 });

describe('refunds of one payment, under any interleaving of office, worker and WeChat', () => {
  test('INV-30 what we promise never passes what was paid, and covers all that WeChat may still pay', () =>
    fc.assert(
      fc.property(steps, (plan) => {
        plan.reduce((world, step) => {
          const next = play(world, step);
          expect(promised(next)).toBeLessThanOrEqual(total);
          expect(atRisk(next)).toBeLessThanOrEqual(promised(next));
          expect(booked(next)).toBeLessThanOrEqual(paidOut(next));
          return next;
        }, openWorld());
      }),
      { numRuns: 500 },
    ));

  test('INV-30 once all are asked about, the book says what was paid out, to the fen', () =>
    fc.assert(
      fc.property(steps, (plan) => {
        const played = plan.reduce(play, openWorld());
        const asked = [0, 1, 2, 3].reduce((world, n) => play(world, { type: 'query', n, waitMs: 80_000 }), played);
        expect(booked(asked)).toBe(paidOut(asked));
      }),
      { numRuns: 500 },
    ));

  test('INV-15 replay is the state, and each event raises the version by one', () =>
    fc.assert(
      fc.property(
        anyRefundTerms.chain((terms) => fc.tuple(fc.constant(terms), fc.array(anyRefundCommand(terms, '{}')))),
        ([terms, commands]) => {
          const request = { type: 'RequestRefund', terms, body: '{}', at: terms.requestedAt } as const;
          let refund: Refund | undefined;
          let count = 0;
          for (const command of [request, ...commands]) {
            const decided = refundDecider.decide(command, refund);
            if (E.isLeft(decided)) continue;
            refund = decided.right.reduce<Refund | undefined>(refundDecider.evolve, refund);
            count += decided.right.length;
          }
          expect(refund?.version).toBe(count);
          expect(refund).toMatchObject(terms);
        },
      ),
    ));
});
