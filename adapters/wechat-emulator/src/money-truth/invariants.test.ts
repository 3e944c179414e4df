import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, deduct, mint, query, signUp } from '../../test/emulated-world.ts';
import { anySteps, playSteps } from '../../test/random-client.ts';
import type { LedgerOrder } from '../index.ts';

const count = <T>(items: readonly T[], name: (item: T) => string, weight: (item: T) => number = () => 1) => {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(name(item), (sums.get(name(item)) ?? 0) + weight(item));
  return sums;
};

const settledOf = (orders: readonly LedgerOrder[]) => orders.filter(({ tradeState }) => tradeState === 'SUCCESS');
const dayOf = ({ successTime = '' }: LedgerOrder) => successTime.slice(0, 10);
const fen = ({ amountFen }: LedgerOrder) => amountFen;

describe('the money truth over random requests, recomputed from the ledger', () => {
  test('INV-5, INV-23, INV-28, INV-40: at most one SUCCESS a credential, limits a day, three advances', async () => {
    let settled = 0;
    await fc.assert(
      fc.asyncProperty(anySteps, async (plan) => {
        const { world, orders, mostDebts, forbidden } = await playSteps(plan);
        settled += settledOf(orders).length;
        expect(Math.max(0, ...count(settledOf(orders), (one) => one.credentialHash).values())).toBeLessThanOrEqual(1);
        const perUser = count(settledOf(orders), (one) => `${one.userId} ${dayOf(one)}`, fen);
        expect(Math.max(0, ...perUser.values())).toBeLessThanOrEqual(50_000);
        const tested = settledOf(orders).filter(({ subMchid }) => subMchid === world.keys.testSubMchid);
        expect(Math.max(0, ...count(tested, dayOf, fen).values())).toBeLessThanOrEqual(100);
        expect(mostDebts).toBeLessThanOrEqual(3);
        expect(forbidden).toBe(0);
        expect(world.emulator.violations()).toEqual([]);
        expect(orders.filter(({ tradeState }) => tradeState === 'ACCEPT')).toEqual([]);
      }),
      { numRuns: 25, seed: 20260907 },
    );
    // Not vacuous: money moved in most runs.
    expect(settled).toBeGreaterThan(100);
  }, 60_000);

  test('INV-40: no advance for LIMIT_BANK_CARD, nor for PRIORITY_BANK_CARD unless downgraded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('LIMIT_BANK_CARD', 'PRIORITY_BANK_CARD'),
        fc.boolean(),
        fc.constantFrom('insufficient', 'success'),
        fc.integer({ min: 0, max: 3_000 }),
        async (mode, wrongCardPhone, outcome, balanceFen) => {
          const world = createEmulatedWorld();
          const pupil = await signUp(world, 'stu-000001');
          await world.client.control('POST', `/users/${pupil.userId}/terminate`);
          const { publicKey } = world.keys;
          const session = await world.client.call(
            'POST',
            '/v3/offlineface/contracts/presign',
            {
              business_name: 'K12',
              facepay_user: { out_user_id: pupil.outUserId, organization_id: pupil.organizationId },
              contract_mode: mode,
              limit_bank_card: { bank_card_number: world.client.encrypt('6225000000000001') },
            },
            { serial: publicKey.id },
          );
          const signed = await world.client.control('POST', '/mini-programs/sign', {
            presignToken: session.json['presign_token'],
            openid: pupil.openid,
            name: '家长',
            wrongCardPhone,
          });
          const downgraded = mode === 'PRIORITY_BANK_CARD' && wrongCardPhone;
          expect(signed.status).toBe(mode === 'LIMIT_BANK_CARD' && wrongCardPhone ? 400 : 200);
          const cards = [{ bankType: 'CMB_DEBIT', cardNumber: '6225000000000001', outcome }];
          await world.client.control('PUT', `/payers/${pupil.openid}`, { balanceFen, cards, advanceQuota: true });
          await deduct(world, await mint(world, pupil, 2_000), 'M-000001', 2_000);
          const [order] = world.emulator.ledger().orders;
          const paid = signed.status === 200 && (outcome === 'success' || downgraded);
          const owed = downgraded && balanceFen < 2_000 && outcome === 'insufficient';
          expect([order?.tradeState, order?.debtState]).toEqual([
            paid ? 'SUCCESS' : 'PAYERROR',
            owed ? 'DEBT' : 'NOT_DEBT',
          ]);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  }, 60_000);

  test('INV-5: the same request any number of times and in any disguise of failure is one charge', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('lose-reply', 'error-500-after', 'error-500-before', 'lose-request', 'duplicate'), {
          maxLength: 8,
        }),
        async (kinds) => {
          const world = createEmulatedWorld();
          const pupil = await signUp(world, 'stu-000001');
          const credential = await mint(world, pupil, 1250);
          for (const kind of kinds) {
            await world.client.control('POST', '/faults', { kind });
            await deduct(world, credential, 'M-000001', 1250).catch(() => undefined);
            await world.client.control('DELETE', '/faults');
          }
          await deduct(world, credential, 'M-000001', 1250);
          expect((await query(world, 'M-000001')).json).toMatchObject({ trade_state: 'SUCCESS' });
          expect(world.emulator.ledger().totals).toMatchObject({ successes: 1, successFen: 1250, orders: 1 });
        },
      ),
      { numRuns: 40, seed: 2 },
    );
  }, 60_000);
});
