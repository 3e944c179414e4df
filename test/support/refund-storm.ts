import { createUseCases, type Ports } from '@facepay/composition';
import { DeductionId, Fen, minute, OrganizationId, platform, RefundNo, ref, refundRestOf } from '@facepay/domain';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { Classroom } from './server-classroom.ts';
import { must } from './server-world.ts';

/** What happens to the refunds of one meal of 10 yuan, as far as it can be drawn. */
export type StormStep =
  | { readonly type: 'ask'; readonly n: number; readonly amount: number }
  /** The worker looks once: as it should, twice at the same time, or dying after its request or before it. */
  | { readonly type: 'work'; readonly how: 'once' | 'twice' | 'dies-after' | 'dies-before' }
  | { readonly type: 'fault'; readonly kind: (typeof faults)[number] }
  | { readonly type: 'pass'; readonly ms: number };
const faults = [
  'lose-request',
  'lose-reply',
  'duplicate',
  'error-500-before',
  'error-500-after',
  'truncate',
  'wrong-signature',
  'too-many-requests',
  'decline',
  'refund-abnormal',
  'refund-closed',
] as const;
export const anyStorm: fc.Arbitrary<readonly StormStep[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('ask' as const), n: fc.nat({ max: 2 }), amount: fc.constantFrom(300, 400, 600) }),
    { weight: 2, arbitrary: work() },
    fc.record({ type: fc.constant('fault' as const), kind: fc.constantFrom(...faults) }),
    fc.record({ type: fc.constant('pass' as const), ms: fc.constantFrom(1000, 31_000, 80_000, 6 * minute) }),
  ),
  { maxLength: 25 },
);
function work(): fc.Arbitrary<StormStep> {
  const how = fc.constantFrom('once' as const, 'twice' as const, 'dies-after' as const, 'dies-before' as const);
  return fc.record({ type: fc.constant('work' as const), how });
}

const total = 1000;

/** Plays one storm on a meal of its own, and says what was broken of INV-30; nothing where all holds. */
export const playStorm = async (
  classroom: Classroom,
  steps: readonly StormStep[],
  bug: (refunds: Ports['refunds']) => Ports['refunds'] = (refunds) => refunds,
): Promise<readonly string[]> => {
  const { world } = classroom;
  const { school, store } = world;
  const organization = must(OrganizationId.of(classroom.organization));
  const ports: Ports = { ...world.ports, refunds: bug(world.ports.refunds) };
  const useCases = createUseCases(ports);
  const dying = createUseCases({ ...ports, refunds: { ...ports.refunds, send: dyingAfter(ports.refunds.send) } });
  const id = must(DeductionId.of(await classroom.sell(total)));
  await classroom.work();
  const deduction = must(await store.reads.find(organization, ref('deduction', id))());
  if (deduction?.status !== 'paid') throw new Error(`the meal is ${deduction?.status}`);
  const no = (n: number): RefundNo => must(RefundNo.of(`${id}-${n}`));
  const broken: string[] = [];

  const claim = async () => must(await store.dueWork.claim('refund', school.now(), 30_000, 10)());
  const carryOut = async (how: Extract<StormStep, { type: 'work' }>['how']): Promise<void> => {
    for (const claimed of await claim()) {
      if (how === 'dies-before') continue;
      if (how === 'dies-after')
        await dying
          .progressRefund(claimed)()
          .catch(() => undefined);
      else await Promise.all(Array.from({ length: how === 'twice' ? 2 : 1 }, () => useCases.progressRefund(claimed)()));
    }
  };
  const atWechat = async () =>
    (await truthOf(classroom)).filter((refund) => refund.transactionId === deduction.transactionId);
  const judge = async (): Promise<void> => {
    const taken = await atWechat();
    const book = must(await store.reads.find(organization, ref('refundBook', id))());
    const promised = book === undefined ? 0 : total - refundRestOf(book);
    const atRisk = sum(taken.filter(({ state }) => state !== 'CLOSED'));
    if (promised > total) broken.push(`${promised} fen are promised back of ${total}`);
    if (atRisk > promised) broken.push(`WeChat may pay ${atRisk} fen, and ${promised} are promised`);
    for (const { outRefundNo } of taken)
      if (![0, 1, 2].some((n) => no(n) === outRefundNo)) broken.push(`nobody asked for ${outRefundNo}`);
  };

  for (const step of steps) {
    if (step.type === 'ask') {
      const wish = { refundNo: no(step.n), amount: must(Fen.of(step.amount)), reason: '多收', by: 'office' };
      await useCases.requestRefund(organization, id, wish)();
    }
    if (step.type === 'work') await carryOut(step.how);
    if (step.type === 'fault')
      await school.control('POST', '/faults', { kind: step.kind, match: { pathPrefix: '/v3/refund' } });
    if (step.type === 'pass') await school.pass(step.ms);
    await judge();
  }
  await school.control('DELETE', '/faults');
  for (let n = 0; n < 40; n += 1) {
    await school.pass(6 * minute);
    await carryOut('once');
  }
  await judge();
  for (const { outRefundNo, state } of await atWechat()) {
    const ours = must(await store.reads.find(platform, ref('refund', outRefundNo))());
    if (ours !== undefined && state !== ours.status.toUpperCase())
      broken.push(`${state} at WeChat is ${ours.status} here`);
  }
  return broken;
};

/** It takes effect, and nobody is there to hear the answer. */
const dyingAfter =
  (send: Ports['refunds']['send']): Ports['refunds']['send'] =>
  (request, body) =>
  async () => {
    await send(request, body)();
    throw new Error('the process is gone');
  };

interface Taken {
  readonly outRefundNo: string;
  readonly transactionId?: string;
  readonly amountFen: number;
  readonly state: string;
}
const truthOf = async ({ world }: Classroom): Promise<readonly Taken[]> =>
  (await world.school.control('GET', '/ledger'))['refunds'] as readonly Taken[];
const sum = (taken: readonly Taken[]): number => taken.reduce((all, { amountFen }) => all + amountFen, 0);

/** Two wrong thoughts at the port that the storm must notice. */
export const refundBugs = {
  'a lost answer taken for a refusal': (refunds: Ports['refunds']): Ports['refunds'] => ({
    ...refunds,
    send: (request, body) => async () => {
      const told = await refunds.send(request, body)();
      return E.isLeft(told) ? E.right({ type: 'RefundRefused', code: 'LOST', words: '' }) : told;
    },
  }),
  'a new number at WeChat for every request': (refunds: Ports['refunds']): Ports['refunds'] => {
    let count = 0;
    return {
      ...refunds,
      send: (request, body) => {
        count += 1;
        const other = must(RefundNo.of(`${request.no.slice(0, 40)}-again-${count}`));
        return refunds.send({ ...request, no: other }, body.replaceAll(`"${request.no}"`, `"${other}"`));
      },
    };
  },
};
