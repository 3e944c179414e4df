import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { beginCharging, endCharging } from '../money-truth/collect-payscore.ts';
import { checkPayscoreTruth } from '../money-truth/check-payscore-truth.ts';
import { confirmPayscore, expirePayscore, packageRefused } from '../money-truth/confirm-payscore.ts';
import { decidePayscoreCreate, type PayscoreCreation } from '../money-truth/decide-payscore-create.ts';
import { isOverdue, payscoreDueAt } from '../money-truth/payscore-due.ts';
import {
  keyOfPayscore,
  payscoreKey,
  type ChargedBy,
  type PayscoreOrder,
  type PayscoreParty,
} from '../money-truth/payscore-order.ts';
import type { PayscoreRefusal } from '../money-truth/payscore-refusal.ts';
import { permissionKey } from '../money-truth/payscore-permission.ts';
import { newPayscoreUser, type PayscoreUser } from '../money-truth/payscore-user.ts';
import type { PayscoreService } from '../payscore-settings.ts';
import type { Payers } from './payers.ts';
import type { ServiceDeps } from './service-deps.ts';

type Decided = E.Either<PayscoreRefusal, PayscoreOrder>;

interface Creation {
  readonly party: PayscoreParty;
  readonly request: PayscoreCreation;
  readonly canonical: string;
  readonly openid: string | undefined;
}

/** Pay Score orders, decided by the money truth and kept; expiry and the deduction engine (`payscore-wire.md` §6, §9). */
export interface PayscoreOrders {
  readonly serviceOf: (serviceId: string) => PayscoreService | undefined;
  readonly create: (creation: Creation) => Decided;
  /** With everything done that is due on it. */
  readonly find: (party: Pick<PayscoreParty, 'mchid' | 'subMchid'>, outOrderNo: string) => PayscoreOrder | undefined;
  /** Keeps what a rule decided. */
  readonly keep: (order: PayscoreOrder) => PayscoreOrder;
  /** The user on the confirm page. */
  readonly confirm: (order: PayscoreOrder, openid: string, packageText: string | undefined) => Decided;
  /** An attempt out of turn: the merchant's `pay`, or the user in the cashier for `takesMs`. */
  readonly charge: (order: PayscoreOrder, by: Exclude<ChargedBy, 'engine'>, takesMs?: number) => Decided;
  readonly nextAt: () => number | undefined;
  readonly runDue: () => void;
}

export const createPayscoreOrders = (deps: ServiceDeps, payers: Payers): PayscoreOrders => {
  const { world, clock, ids, settings, tell } = deps;
  const serviceOf = (serviceId: string) => settings.payscoreServices.find((one) => one.serviceId === serviceId);
  const userOf = (openid: string): PayscoreUser => world.payscoreUsers.get(openid) ?? newPayscoreUser(openid);
  const dueAt = payscoreDueAt(settings);

  const keep = (order: PayscoreOrder): PayscoreOrder => {
    const before = world.payscore.get(keyOfPayscore(order));
    if (before === order) return order;
    checkPayscoreTruth(before, order);
    world.payscore.put(order);
    if (before?.depositFen !== undefined || order.depositFen !== undefined) moveDeposit(deps, payers, before, order);
    return order;
  };
  const factsOf = (openid: string | undefined) => {
    const inProgress = openid === undefined ? [] : world.payscore.inProgress(openid);
    const now = clock.now();
    return {
      now,
      settings,
      ordersInProgress: inProgress.length,
      overdue: inProgress.some((one) => isOverdue(one, settings, now)),
    };
  };
  /** One thing that is due, at the time it was due. */
  const step = (order: PayscoreOrder, at: number): PayscoreOrder => {
    if (order.state === 'CREATED') return keep(expirePayscore(order, at));
    if (order.deduction?.running !== undefined) return endAttempt(order, at);
    const begun = beginCharging(order, 'engine', { now: at, settings, takesMs: settings.payscoreDeductionTakesMs });
    return E.isRight(begun) ? keep(begun.right) : order;
  };
  const endAttempt = (order: PayscoreOrder, at: number): PayscoreOrder => {
    const openid = order.openid ?? '';
    const ended = endCharging(order, {
      now: at,
      user: userOf(openid),
      payer: payers.ensure(openid),
      transactionId: ids.transactionId(),
      outTradeNo: ids.nonce(32),
    });
    world.payscoreUsers.put(openid, ended.user);
    world.payers.put(openid, ended.payer);
    const kept = keep(ended.order);
    if (kept.payment !== undefined) tell.payscorePaid(kept, clock.now());
    return kept;
  };
  /** Everything due on one order by now, in turn; a step that leaves the order due at once for ever is a bug. */
  const caughtUp = (found: PayscoreOrder): PayscoreOrder => {
    let order = found;
    for (let at = dueAt(order); at !== undefined && at <= clock.now(); at = dueAt(order)) order = step(order, at);
    return order;
  };

  return {
    serviceOf,
    keep,
    create: ({ party, request, canonical, openid }) => {
      const known = world.payscore.get(payscoreKey(party.mchid, party.subMchid, request.out_order_no));
      const permission =
        openid === undefined
          ? undefined
          : world.payscorePermissions.get(permissionKey(party, request.service_id, openid));
      return pipe(
        decidePayscoreCreate({
          ...factsOf(openid),
          party,
          request,
          canonical,
          openid,
          known: known === undefined ? undefined : caughtUp(known),
          service: serviceOf(request.service_id),
          user: openid === undefined ? undefined : userOf(openid),
          authorized: permission?.state === 'AVAILABLE',
          orderId: ids.payscoreOrderId(),
          packageText: ids.token(),
        }),
        E.map(keep),
      );
    },
    find: ({ mchid, subMchid }, outOrderNo) => {
      const order = world.payscore.get(payscoreKey(mchid, subMchid, outOrderNo));
      return order === undefined ? undefined : caughtUp(order);
    },
    confirm: (order, openid, packageText) => {
      const service = serviceOf(order.serviceId);
      if (service === undefined) return E.left(packageRefused);
      return pipe(
        confirmPayscore({
          ...factsOf(openid),
          order,
          service,
          user: userOf(openid),
          packageText,
          queryId: ids.nonce(32),
        }),
        E.flatMap(({ order: after, refusal }) => {
          keep(after);
          if (refusal !== undefined) return E.left(refusal);
          tell.payscoreConfirmed(after, clock.now());
          return E.right(after);
        }),
      );
    },
    charge: (order, by, takesMs = settings.payscoreDeductionTakesMs) =>
      pipe(
        beginCharging(order, by, { now: clock.now(), settings, takesMs }),
        E.map((begun) => caughtUp(keep(begun))),
      ),
    nextAt: () => world.payscore.firstDue()?.at,
    runDue: () => {
      for (
        let due = world.payscore.firstDue();
        due !== undefined && due.at <= clock.now();
        due = world.payscore.firstDue()
      )
        step(due.order, due.at);
    },
  };
};

/** The deposit is taken when the user confirms; what the service did not cost comes back when the order ends. */
const moveDeposit = (
  { world }: ServiceDeps,
  payers: Payers,
  before: PayscoreOrder | undefined,
  order: PayscoreOrder,
): void => {
  const { openid = '', depositFen = 0, payment, state } = order;
  const payer = payers.ensure(openid);
  const taken = before?.depositFen === undefined ? depositFen : 0;
  const over = before !== undefined && before.state === 'DOING' && state !== 'DOING';
  const back = over ? depositFen - (payment?.paidType === 'NEWTON' ? payment.amountFen : 0) : 0;
  const balanceFen = Math.max(0, payer.balanceFen - taken + back);
  if (taken !== back) world.payers.put(openid, { ...payer, balanceFen });
};
