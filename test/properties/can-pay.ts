import {
  anyAmount,
  anyDenyPolicy,
  anyFaceUser,
  anyFaceUserCommand,
  anyInstant,
  anyOrganization,
  anyPut,
  anySale,
  anySpending,
  anyUserReading,
} from '@facepay/conformance';
import {
  dayOf,
  deductionDecider,
  defaultPolicy,
  denyPolicyOf,
  type FaceUser,
  faceUserDecider,
  type Fen,
  type FaceUserCommand,
  limitsLeft,
  minFen,
  nothingSpent,
  ownLimitsOf,
  reasonOfBar,
  reasons,
  reasonsOfDeduction,
  sceneLimitsOf,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

const commanded = (user: FaceUser | undefined, commands: readonly FaceUserCommand[]): FaceUser | undefined =>
  commands.reduce<FaceUser | undefined>((now, command) => {
    const decided = faceUserDecider.decide(command, now);
    return E.isRight(decided) ? decided.right.reduce<FaceUser | undefined>(faceUserDecider.evolve, now) : now;
  }, user);

/** Members who may eat, mostly: with a face and a contract, and perhaps a little that happened since. */
const anyEater: fc.Arbitrary<FaceUser> = fc
  .tuple(anyPut, anyUserReading, fc.array(anyFaceUserCommand, { maxLength: 2 }))
  .map(([put, reading, later]) => {
    const { contractId, mode, cardFrom, signedAt } = {
      contractId: 'CI1' as never,
      mode: 'any-card' as const,
      cardFrom: 'payer' as const,
      signedAt: reading.startedAt,
    };
    const whole: FaceUserCommand = {
      type: 'RecordReading',
      reading: {
        ...reading,
        faceImage: 'ready',
        usage: 'normal',
        contract: { status: 'signed', contractId, mode, cardFrom, signedAt },
      },
    };
    const user = commanded(undefined, [put, whole, ...later.filter(({ type }) => type !== 'Put')]);
    if (user === undefined) throw new Error('a member');
    return user;
  });

const anyCounter = fc.record({
  member: fc.oneof({ weight: 3, arbitrary: anyEater }, anyFaceUser),
  organization: anyOrganization,
  spending: fc.oneof(fc.constant(nothingSpent), anySpending),
  testMerchant: fc.oneof(fc.constant(nothingSpent), anySpending),
  deny: anyDenyPolicy,
  sale: anySale,
  now: anyInstant,
  amount: anyAmount,
});
type Counter = typeof anyCounter extends fc.Arbitrary<infer C> ? C : never;

const standing = (rules: Rules, { member, organization, spending, testMerchant, deny, now }: Counter) => {
  const limits = limitsLeft({
    day: dayOf(now),
    organization: ownLimitsOf(organization),
    scene: sceneLimitsOf(organization),
    person: member.limits,
    spending,
    testMerchant: organization.testMerchant ? testMerchant : undefined,
  });
  return { limits, ...rules.canPay({ member, policy: denyPolicyOf(organization, deny), limits, now }) };
};
/** The real decision about a sale of that amount, now. */
const reserved = (rules: Rules, counter: Counter, amount: Fen) => {
  const { member, organization, spending, testMerchant, sale, now, deny } = counter;
  const deduction = deductionDecider.evolve(undefined, {
    type: 'DeductionReceived',
    sale: {
      ...sale,
      amount,
      saleAt: now,
      receivedAt: now,
      organization: organization.organizationId,
      subMchid: organization.subMchid,
      outUserId: member.outUserId,
      userId: member.userId ?? sale.userId,
    },
  });
  if (deduction === undefined) throw new Error('a deduction');
  return rules.reserveDeduction(
    { deduction, organization, member, device: undefined, spending, testMerchant },
    { at: now, request: 'r', policy: { ...defaultPolicy, ...deny } },
  );
};

const okIsCharged: Property = (rules) =>
  fc.property(anyCounter, (counter) => {
    const { ok, limits } = standing(rules, counter);
    if (!ok) return true;
    const amount = minFen(counter.amount, limits.single, limits.dayLeft);
    const outcome = reserved(rules, counter, minFen(amount < 1 ? (1 as Fen) : amount));
    return E.isRight(outcome) && outcome.right.type === 'Send';
  });

const okIsNoReason: Property = (rules) =>
  fc.property(anyCounter, (counter) => {
    const { ok, reasons: codes, warnings } = standing(rules, counter);
    return (
      ok === (codes.length === 0) &&
      codes.every((code) => reasons[code].kind === 'blocks') &&
      warnings.every((code) => reasons[code].kind === 'warns') &&
      new Set(codes).size === codes.length
    );
  });

const barIsReason: Property = (rules) =>
  fc.property(anyFaceUser, anyInstant, (member, now) => {
    const bar = rules.notChargeable(member);
    const { reasons: codes } = rules.canPay({ member, policy: {}, now });
    if (bar === undefined) return true;
    return codes.includes(
      bar.type === 'ContractMissing' && member.readAt === undefined ? 'never-read' : reasonOfBar(bar),
    );
  });

const heldHasReasons: Property = (rules) =>
  fc.property(anyCounter, (counter) => {
    const outcome = reserved(rules, counter, counter.amount);
    if (E.isLeft(outcome) || outcome.right.type !== 'Held') return true;
    const { reason, books } = outcome.right;
    const codes = reasonsOfDeduction(books.deduction);
    const told = rules.canPay({
      member: counter.member,
      policy: denyPolicyOf(counter.organization, counter.deny),
      now: counter.now,
    }).reasons;
    const axes = new Set(codes.map((code) => reasons[code].axis));
    if (codes.length === 0 || codes.some((code) => reasons[code].kind !== 'blocks')) return false;
    if (reason === 'limit') return axes.size === 1 && axes.has('limit');
    return reason === 'user' || reason === 'amount' || codes.every((code) => told.includes(code));
  });

export const canPayProperties = {
  'INV-24 INV-35 FAQ Q2 canPay ok: a charge within the limits left is not refused by us': okIsCharged,
  'FAQ Q2 canPay is ok exactly where no reason stands against it, and warnings never do': okIsNoReason,
  'INV-35 INV-37 whoever is not charged has the reason of it in canPay': barIsReason,
  'INV-37 FAQ Q2 a held sale has the reasons that canPay tells of its member, or its limits': heldHasReasons,
} satisfies Readonly<Record<string, Property>>;
