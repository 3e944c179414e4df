import { beijingDayNumber } from '../beijing-time.ts';
import type { EmulatorSettings } from '../settings.ts';
import { mayRotateAndAdvance, statusOfUser } from './face-user.ts';
import type { Contract, FaceUser } from './face-user.ts';
import type { Payer } from './fund-charge.ts';
import type { Order } from './order.ts';

/** The emulator broke its own rules: a bug here, never a fault of the client. */
export class MoneyTruthViolated extends Error {
  override readonly name = 'MoneyTruthViolated';
}

export interface MoneyTruthView {
  readonly settings: EmulatorSettings;
  /** All orders of the user, the new one included. */
  readonly ordersOfUser: readonly Order[];
  readonly ordersOfCredential: readonly Order[];
  /** All orders of the merchant number if it is a test merchant, else undefined. */
  readonly ordersOfTestMerchant: readonly Order[] | undefined;
  readonly contract: Contract | undefined;
  /** Both as they were when the charge was asked for. */
  readonly user: FaceUser | undefined;
  readonly payer: Payer | undefined;
}

const successesOn = (orders: readonly Order[], day: number): number =>
  orders.reduce(
    (sum, one) =>
      one.tradeState === 'SUCCESS' && one.successAt !== undefined && beijingDayNumber(one.successAt) === day
        ? sum + one.request.amountFen
        : sum,
    0,
  );

const must = (holds: boolean, rule: string, order: Order): void => {
  if (!holds) throw new MoneyTruthViolated(`${rule}: ${order.request.outTradeNo} of ${order.userId}`);
};

const chargesOnLastDay = ({ attempts }: Order): number => {
  const last = attempts.at(-1);
  if (last === undefined) return 0;
  const day = beijingDayNumber(last.at);
  return attempts.filter(({ at, reachedCharge }) => reachedCharge && beijingDayNumber(at) === day).length;
};

/**
 * INV-5, INV-23, INV-28, INV-33 and INV-40, recounted from the orders alone before an effect is kept,
 * so that a rule that is too kind cannot hide behind its own sums.
 */
export const checkMoneyTruth = (order: Order, view: MoneyTruthView): void => {
  const paid = view.ordersOfCredential.filter((one) => one.tradeState === 'SUCCESS').length;
  must(paid <= 1, 'INV-5 one credential, one SUCCESS', order);
  const { settings } = view;
  must(chargesOnLastDay(order) <= settings.attemptsPerDayMax, 'INV-33 attempts of one order and day', order);
  if (order.tradeState !== 'SUCCESS' || order.successAt === undefined) return;
  const day = beijingDayNumber(order.successAt);
  must(order.request.amountFen <= settings.chargeMaxFen, 'INV-22 single charge', order);
  must(successesOn(view.ordersOfUser, day) <= settings.userDayMaxFen, 'INV-23 user and day', order);
  if (view.ordersOfTestMerchant !== undefined)
    must(
      successesOn(view.ordersOfTestMerchant, day) <= settings.testMerchantDayMaxFen,
      'INV-28 test merchant and day',
      order,
    );
  const open = view.ordersOfUser.filter((one) => one.debtState === 'DEBT').length;
  must(open <= settings.openAdvancesMax, 'INV-40 open advances', order);
  must(view.user !== undefined && statusOfUser(view.user) === 'NORMAL', 'INV-40 disabled user', order);
  must(view.payer?.riskRefused === false, 'INV-40 risk', order);
  if (order.debtState === 'DEBT')
    must(view.contract !== undefined && mayRotateAndAdvance(view.contract), 'INV-40 advance mode', order);
};
