import type { Payer } from '../money-truth/fund-charge.ts';
import type { Order } from '../money-truth/order.ts';
import type { ServiceDeps } from './service-deps.ts';

/** The WeChat accounts that pay. */
export interface Payers {
  /** The account, made with the default means when nobody configured it. */
  readonly ensure: (openid: string) => Payer;
  readonly change: (openid: string, change: Partial<Omit<Payer, 'openid'>>) => Payer;
  /** Repays open advances of this account, one order or all; resolves to the orders repaid. */
  readonly repay: (openid: string, outTradeNo: string | undefined) => readonly Order[];
}

export const createPayers = (deps: ServiceDeps): Payers => {
  const { world, clock, ids, settings, tell } = deps;
  const ensure = (openid: string): Payer => {
    const known = world.payers.get(openid);
    if (known !== undefined) return known;
    const fresh: Payer = { openid, ...settings.newPayer, cards: [], riskRefused: false };
    world.payers.put(openid, fresh);
    return fresh;
  };
  return {
    ensure,
    change: (openid, change) => {
      const changed = { ...ensure(openid), ...change };
      world.payers.put(openid, changed);
      return changed;
    },
    repay: (openid, outTradeNo) => {
      const now = clock.now();
      const owed = world.orders
        .all()
        .filter(
          (order) =>
            order.payerOpenid === openid &&
            order.debtState === 'DEBT' &&
            (outTradeNo === undefined || order.request.outTradeNo === outTradeNo),
        );
      const repaid = owed.map((order): Order => ({
        ...order,
        debtState: 'REPAYMENT',
        repaidAt: now,
        repaymentTransactionId: ids.transactionId(),
      }));
      for (const order of repaid) {
        world.orders.put(order);
        tell.advanceRepaid(order, now);
      }
      for (const userId of new Set(repaid.map((order) => order.userId))) unblockDebtor(deps, userId);
      return repaid;
    },
  };
};

/** Below the number of advances that blocked the user, the platform lets go; by default without saying so. */
export const unblockDebtor = ({ world, clock, settings, tell }: ServiceDeps, userId: string): void => {
  const user = world.users.get(userId);
  if (user === undefined || !user.platformBlocked) return;
  if (world.orders.openAdvances(userId) >= settings.openAdvancesMax) return;
  const free = { ...user, platformBlocked: false };
  world.users.put(userId, free);
  if (settings.enableNotices) tell.userStateChanged(free, clock.now());
};
