import * as E from 'fp-ts/lib/Either.js';
import { beijingDay } from '../beijing-time.ts';
import type { EmulatorSettings } from '../settings.ts';
import type { DeductRefusal, DeductVerdict } from './deduct-verdict.ts';
import { stateOfContract, statusOfUser } from './face-user.ts';
import type { Contract, FaceUser } from './face-user.ts';
import { fundCharge } from './fund-charge.ts';
import type { Payer } from './fund-charge.ts';
import type { Attempt, ErrorType, Order } from './order.ts';

export interface ChargeFacts {
  readonly now: number;
  readonly settings: EmulatorSettings;
  /** What stays of the order, whatever this attempt brings. */
  readonly base: Pick<Order, 'request' | 'credentialHash' | 'organizationId' | 'userId' | 'attempts' | 'createdAt'>;
  readonly user: FaceUser | undefined;
  readonly contract: Contract | undefined;
  readonly payer: Payer | undefined;
  /** Successes on the Beijing day of `now`. */
  readonly userDayFen: number;
  readonly merchantDayFen: number;
  readonly openAdvances: number;
  readonly testMerchant: boolean;
  /** A failed charge closes the order. */
  readonly closeOnFailure: boolean;
  /** Accept now and charge after this wait. */
  readonly settleLaterMs?: number | undefined;
  /** What is accepted is not to be found before it is charged. */
  readonly unseen?: boolean;
  /** A fault: the charge fails whatever the payer has. */
  readonly declined?: boolean;
  readonly transactionId: string;
}

const overLimit = (facts: ChargeFacts): boolean => {
  const { settings, base } = facts;
  const amount = base.request.amountFen;
  if (amount > settings.chargeMaxFen) return true;
  if (facts.userDayFen + amount > settings.userDayMaxFen) return true;
  return facts.testMerchant && facts.merchantDayFen + amount > settings.testMerchantDayMaxFen;
};

const attempted = (
  facts: ChargeFacts,
  attempt: Omit<Attempt, 'at'>,
  rest: Partial<Order>,
  payer?: Payer,
): E.Either<DeductRefusal, DeductVerdict> =>
  E.right({
    type: 'Attempted',
    payer,
    order: {
      ...facts.base,
      tradeState: attempt.outcome,
      debtState: 'NOT_DEBT',
      ...rest,
      attempts: [...facts.base.attempts, { at: facts.now, ...attempt }],
    },
  });

const failed = (facts: ChargeFacts, errorType: ErrorType, reachedCharge: boolean) =>
  attempted(
    facts,
    { outcome: facts.closeOnFailure && reachedCharge ? 'CLOSED' : 'PAYERROR', reachedCharge, errorType },
    { errorType, ...(facts.contract !== undefined && { contractId: facts.contract.contractId }) },
  );

const countedToday = (facts: ChargeFacts): number =>
  facts.base.attempts.filter((one) => one.reachedCharge && beijingDay(one.at) === beijingDay(facts.now)).length;

/** User and contract, limits, attempts a day, then money: the second half of the check order of `k12-wire.md` §12. */
export const attemptCharge = (facts: ChargeFacts): E.Either<DeductRefusal, DeductVerdict> => {
  const { now, settings, base, user, contract, payer } = facts;
  if (user === undefined || contract === undefined || payer === undefined || stateOfContract(contract) !== 'CONTRACTED')
    return failed(facts, 'NOT_CONTRACTED', false);
  if (statusOfUser(user) === 'DISABLED') return failed(facts, 'USER_DISABLED', false);
  if (overLimit(facts)) return failed(facts, 'OVER_LIMIT', false);
  if (countedToday(facts) >= settings.attemptsPerDayMax)
    return E.left({
      type: 'Refused',
      status: 400,
      code: 'INVALID_REQUEST',
      message: `同一订单每日最多扣款${settings.attemptsPerDayMax}次`,
    });
  const known = { contractId: contract.contractId, payerOpenid: contract.openid };
  if (facts.settleLaterMs !== undefined)
    return attempted(
      facts,
      { outcome: 'ACCEPT', reachedCharge: true },
      { ...known, settleAt: now + facts.settleLaterMs, ...(facts.unseen === true && { unseen: true }) },
    );
  if (facts.declined === true) return failed(facts, 'NOTENOUGH', true);
  const funding = fundCharge({
    contract,
    payer,
    amountFen: base.request.amountFen,
    openAdvances: facts.openAdvances,
    openAdvancesMax: settings.openAdvancesMax,
  });
  const success = { ...known, successAt: now, transactionId: facts.transactionId };
  switch (funding.type) {
    case 'Paid':
      return attempted(
        facts,
        { outcome: 'SUCCESS', reachedCharge: true, funding: funding.bankType },
        { ...success, bankType: funding.bankType },
        funding.payer,
      );
    case 'Advanced':
      return attempted(
        facts,
        { outcome: 'SUCCESS', reachedCharge: true, funding: 'ADVANCE' },
        { ...success, debtState: 'DEBT', ...(settings.advanceBankType && { bankType: 'BPA' }) },
      );
    case 'Declined':
      return failed(facts, funding.errorType, true);
  }
};
