import fc from 'fast-check';
import type { LedgerOrder } from '../src/index.ts';
import { createEmulatedWorld, deduct, type EmulatedWorld, mint, type SignedPupil, signUp } from './emulated-world.ts';

const modes = ['LIMIT_BANK_CARD', 'PRIORITY_BANK_CARD', 'LIMIT_NONE'] as const;
type Mode = (typeof modes)[number];

/** One thing that happens to the emulator, drawn at random; small pools make collisions likely. */
type Step =
  | {
      readonly type: 'deduct';
      readonly who: number;
      readonly number: number;
      readonly fen: number;
      readonly fresh: boolean;
      readonly tested: boolean;
    }
  | {
      readonly type: 'payer';
      readonly who: number;
      readonly balanceFen: number;
      readonly advanceQuota: boolean;
      readonly riskRefused: boolean;
    }
  | { readonly type: 'repay' | 'terminate' | 'disable' | 'enable'; readonly who: number }
  | {
      readonly type: 'sign';
      readonly who: number;
      readonly mode: Mode;
      readonly wrongCardPhone: boolean;
      readonly emptyCard: boolean;
    }
  | { readonly type: 'pass'; readonly hours: number }
  | {
      readonly type: 'fault';
      readonly kind: 'order-closed' | 'accept-then-settle-later' | 'duplicate' | 'error-500-after';
    };

const who = fc.integer({ min: 0, max: 2 });
/** Anything a client, a payer or WeChat may do, in any order. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 24,
      arbitrary: fc.record({
        type: fc.constant('deduct' as const),
        who,
        number: fc.integer({ min: 0, max: 39 }),
        fen: fc.constantFrom(1, 60, 100, 9_999, 10_000, 10_000, 10_000, 10_001),
        fresh: fc.constantFrom(true, true, false),
        tested: fc.constantFrom(true, false, false, false),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('payer' as const),
        who,
        balanceFen: fc.constantFrom(0, 5_000, 1_000_000, 1_000_000),
        advanceQuota: fc.boolean(),
        riskRefused: fc.constantFrom(true, false, false),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constantFrom('repay', 'terminate', 'disable', 'enable', 'enable'),
        who,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('sign' as const),
        who,
        mode: fc.constantFrom(...modes, 'LIMIT_NONE' as const),
        wrongCardPhone: fc.boolean(),
        emptyCard: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 14 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('fault' as const),
        kind: fc.constantFrom('order-closed', 'accept-then-settle-later', 'duplicate', 'error-500-after'),
      }),
    },
  ),
  { minLength: 30, maxLength: 70 },
);

const sign = async (
  world: EmulatedWorld,
  pupil: SignedPupil,
  mode: Mode,
  wrongCardPhone: boolean,
): Promise<boolean> => {
  await world.client.control('POST', `/users/${pupil.userId}/terminate`); // refused to somebody who owes
  const session = await world.client.call(
    'POST',
    '/v3/offlineface/contracts/presign',
    {
      business_name: 'K12',
      facepay_user: { out_user_id: pupil.outUserId, organization_id: pupil.organizationId },
      contract_mode: mode,
      ...(mode !== 'LIMIT_NONE' && { limit_bank_card: { bank_card_number: world.client.encrypt(boundCard) } }),
    },
    { serial: world.keys.publicKey.id },
  );
  const signing = { presignToken: session.json['presign_token'], openid: pupil.openid, name: '家长', wrongCardPhone };
  const signed = await world.client.control('POST', '/mini-programs/sign', signing);
  return signed.status === 200;
};
const boundCard = '6225000000000001';
const emptied = {
  balanceFen: 0,
  advanceQuota: true,
  cards: [{ bankType: 'CMB_DEBIT', cardNumber: boundCard, outcome: 'insufficient' }],
};

/** What the emulator kept at the end. */
interface Run {
  readonly world: EmulatedWorld;
  readonly orders: readonly LedgerOrder[];
  /** Largest number of open advances one user had, after any step. */
  readonly mostDebts: number;
  /** Advances to somebody whose contract names a card. */
  readonly forbidden: number;
}

export const playSteps = async (plan: readonly Step[]): Promise<Run> => {
  const world = createEmulatedWorld();
  const pupils: SignedPupil[] = [];
  for (const index of [0, 1, 2]) pupils.push(await signUp(world, `stu-00000${index}`, { openid: `o-${index % 2}` }));
  const credentials = new Map<string, string>();
  const bound = new Set<string>();
  const owedBy = (userId: string): number =>
    world.emulator.ledger().orders.filter((one) => one.userId === userId && one.debtState === 'DEBT').length;
  let mostDebts = 0;
  let forbidden = 0;
  for (const step of plan) {
    const pupil = 'who' in step ? pupils[step.who] : undefined;
    if (step.type === 'pass') await world.pass(step.hours * 3_600_000);
    else if (step.type === 'fault')
      await world.client.control('POST', '/faults', { kind: step.kind, delayMs: 7_200_000 });
    else if (pupil !== undefined)
      switch (step.type) {
        case 'deduct': {
          const subMchid = step.tested ? world.keys.testSubMchid : world.keys.subMchid;
          const known = `${step.who}/${step.fen}/${step.tested}`;
          const credential =
            (step.fresh ? undefined : credentials.get(known)) ?? (await mint(world, pupil, step.fen, subMchid));
          credentials.set(known, credential);
          const owed = owedBy(pupil.userId);
          await deduct(world, credential, `M-0000${String(step.number).padStart(2, '0')}`, step.fen, {
            sub_mchid: subMchid,
          });
          if (bound.has(pupil.userId) && owedBy(pupil.userId) > owed) forbidden += 1;
          break;
        }
        case 'payer':
          await world.client.control('PUT', `/payers/${pupil.openid}`, { ...step, cards: [] });
          break;
        case 'sign':
          if (!(await sign(world, pupil, step.mode, step.wrongCardPhone))) break;
          if (step.mode === 'LIMIT_NONE' || step.wrongCardPhone) bound.delete(pupil.userId);
          else bound.add(pupil.userId);
          if (step.emptyCard) await world.client.control('PUT', `/payers/${pupil.openid}`, emptied);
          break;
        case 'repay':
          await world.client.control('POST', `/payers/${pupil.openid}/repay`);
          break;
        case 'terminate':
        case 'disable':
        case 'enable':
          await world.client.control('POST', `/users/${pupil.userId}/${step.type}`);
      }
    mostDebts = Math.max(mostDebts, ...pupils.map(({ userId }) => owedBy(userId)));
  }
  await world.pass(3 * 3_600_000);
  return { world, orders: world.emulator.ledger().orders, mostDebts, forbidden };
};
