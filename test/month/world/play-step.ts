import * as t from 'io-ts';
import { readAs } from '../../support/read-as.ts';
import type { Line } from '../books/line.ts';
import { readDeductions } from '../books/read-deductions.ts';
import { dayOfMs } from '../script/school-days.ts';
import type { HeldStep, Step } from '../script/step.ts';
import type { MonthWorld } from './open-month-world.ts';
import { openidOf, outUserIdOf, pupilOf } from './office.ts';

export interface Repayment {
  readonly outTradeNo: string;
  readonly at: number;
  readonly line: Line;
}
/** What only the hour it happened in can tell: the ledger says that an advance is repaid, not when. */
export interface Witnessed {
  /** Voucher of each sale, by its number. */
  readonly vouchers: Map<number, string>;
  /** Repayments, as WeChat answered them. */
  readonly repayments: Repayment[];
  /** Contracts that could not be ended, for a debt. */
  readonly notEnded: number[];
}

const Credential = t.type({ credential: t.string }, 'Credential');
const Repaid = t.type({ repaid: t.array(t.type({ outTradeNo: t.string, amountFen: t.number })) }, 'Repaid');

/** One step of the script, as the people and machines of a school would do it. */
export const playStep = async (world: MonthWorld, step: Step, seen: Witnessed): Promise<void> => {
  const { office, wechat, tills } = world;
  switch (step.type) {
    case 'meal': {
      for (const { no, pupil, counter, amountFen, soldAt } of step.sales) {
        const till = tills[counter];
        const { organizationId, subMchid } = world.school;
        const userId = world.userIdOf(pupil);
        const order = { organizationId, subMchid, userId, amountFen, deviceId: till.deviceId };
        const { credential } = readAs(Credential, await wechat.control('POST', 'credentials', order));
        const plate = { outUserId: outUserIdOf(pupil), userId, credential, amountFen, soldAt };
        seen.vouchers.set(no, till.sell(plate));
      }
      const online = Object.entries(tills).filter(([no]) => !step.offline.some((one) => one === Number(no)));
      await Promise.all(online.map(([, till]) => till.upload()));
      return;
    }
    case 'back-online':
      return tills[step.counter].upload();
    case 'money':
      await wechat.control('PUT', `payers/${openidOf(step.pupil)}`, { balanceFen: step.balanceFen });
      return;
    case 'repay': {
      const { repaid } = readAs(Repaid, await wechat.control('POST', `payers/${openidOf(step.pupil)}/repay`, {}));
      const day = dayOfMs(step.at);
      for (const { outTradeNo, amountFen } of repaid)
        seen.repayments.push({
          outTradeNo,
          at: step.at,
          line: { kind: 'repaid', pupil: step.pupil, day, fen: amountFen },
        });
      await world.settle(); // its notice
      await office.succeed('POST', `${office.member(step.pupil)}/sync`);
      return;
    }
    case 'refund':
      return giveBack(world, step, seen);
    case 'end-contract': {
      if (step.by === 'parent') {
        await wechat.control('POST', `users/${world.userIdOf(step.pupil)}/terminate`);
        return;
      }
      const { status } = await office.call('POST', `${office.member(step.pupil)}/terminate`);
      if (status >= 300) seen.notEnded.push(step.pupil);
      return;
    }
    case 'sign-again':
      return office.signAgain(step.pupil);
    case 'block':
    case 'unblock':
      await office.succeed('POST', `${office.member(step.pupil)}/${step.type === 'block' ? 'disable' : 'enable'}`);
      return;
    case 'day-limit': {
      const whose =
        step.pupil === undefined ? `organizations/${world.school.organizationId}` : office.member(step.pupil);
      await office.succeed('PUT', `${whose}/limits`, step.limitFen === undefined ? {} : { dayLimitFen: step.limitFen });
      return;
    }
    case 'release':
    case 'give-up':
      return decideHeld(world, step);
  }
};

/** A pupil who is barred still cannot be charged: the release is refused, and the sale stays held (BAD-56). */
const decideHeld = async (world: MonthWorld, { type, pupil }: HeldStep): Promise<void> => {
  const { office, school } = world;
  const held = await readDeductions(world, {
    state: 'held',
    ...(pupil === undefined ? {} : { member: outUserIdOf(pupil) }),
  });
  for (const { deductionId, outUserId } of held) {
    const path = `deductions/${deductionId}/${type}?organizationId=${school.organizationId}`;
    const answer = await office.call('POST', path, { reason: '食堂与家长核对过' });
    if (answer.status >= 300 && answer.status !== 409)
      throw new Error(`${type} of ${pupilOf(outUserId)}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
};

const giveBack = async (
  world: MonthWorld,
  { pupil, saleNo, amountFen, at }: Extract<Step, { type: 'refund' }>,
  { vouchers }: Witnessed,
): Promise<void> => {
  const { office, school } = world;
  const eaten = await readDeductions(world, { member: outUserIdOf(pupil), day: dayOfMs(at) });
  const before = eaten.some(isIt) ? eaten : await readDeductions(world, { member: outUserIdOf(pupil) });
  const { deductionId } = before.find(isIt) ?? { deductionId: 'none' };
  const path = `deductions/${deductionId}/refunds?organizationId=${school.organizationId}`;
  await office.succeed('POST', path, { amountFen, reason: '菜品有误，退还餐费' });
  function isIt({ voucherId }: { readonly voucherId: string }): boolean {
    return voucherId === vouchers.get(saleNo);
  }
};
