import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { openCredential } from '@facepay/wechat-protocol';
import type { ChargeFacts } from '../money-truth/attempt-charge.ts';
import type { OpenedCredential } from '../money-truth/check-credential.ts';
import { checkMoneyTruth, MoneyTruthViolated } from '../money-truth/check-money-truth.ts';
import { decideDeduction, settleAcceptedOrder } from '../money-truth/decide-deduction.ts';
import type { DeductRefusal, DeductVerdict } from '../money-truth/deduct-verdict.ts';
import { keyOfRequest } from '../money-truth/order.ts';
import type { DeductRequest, Order } from '../money-truth/order.ts';
import type { ServiceDeps } from './service-deps.ts';

interface DeductOptions {
  readonly closeOnFailure: boolean;
  readonly settleLaterMs: number | undefined;
  /** Until it is settled, a query does not find it. */
  readonly unseen: boolean;
  /** Fails as if there were too little money. */
  readonly declined: boolean;
}

/** Deduct requests and accepted orders, decided by the money truth and kept. */
export interface Deductions {
  readonly submit: (request: DeductRequest, options: DeductOptions) => E.Either<DeductRefusal, Order>;
  readonly nextSettlementAt: () => number | undefined;
  /** Charges the accepted orders whose time has come. */
  readonly settleDue: () => void;
}

export const createDeductions = (deps: ServiceDeps): Deductions => {
  const { world, clock, ids, settings, tell } = deps;

  const open = (request: DeductRequest): OpenedCredential | undefined =>
    pipe(
      openCredential((label) => mintingSecret(deps, label), request.authCode),
      E.match(
        () => undefined,
        (content) => {
          const user = world.users.get(content.userId);
          // A credential for somebody who is not there was never minted by a terminal of ours.
          if (user === undefined || user.organizationId !== content.organizationId) return undefined;
          return { ...content, mintedAt: content.mintedAtMs };
        },
      ),
    );

  const facts = (userId: string | undefined, request: DeductRequest): Omit<ChargeFacts, 'base' | 'closeOnFailure'> => {
    const now = clock.now();
    const user = userId === undefined ? undefined : world.users.get(userId);
    const contract = user?.contractId === undefined ? undefined : world.contracts.get(user.contractId);
    return {
      now,
      settings,
      user,
      contract,
      payer: contract === undefined ? undefined : world.payers.get(contract.openid),
      userDayFen: userId === undefined ? 0 : world.orders.userDayFen(userId, now),
      merchantDayFen: world.orders.merchantDayFen(request.subMchid, now),
      openAdvances: userId === undefined ? 0 : world.orders.openAdvances(userId),
      testMerchant: world.subMerchants.get(request.subMchid)?.testMerchant ?? false,
      transactionId: ids.transactionId(),
    };
  };

  const keep = (verdict: DeductVerdict): Order => {
    const { order } = verdict;
    if (verdict.type === 'Unchanged') return order;
    check(deps, order);
    world.orders.put(order);
    if (verdict.payer !== undefined) world.payers.put(verdict.payer.openid, verdict.payer);
    if (order.tradeState !== 'ACCEPT') tell.transactionEnded(order, clock.now());
    blockDebtor(deps, order.userId);
    return order;
  };

  return {
    submit: (request, { closeOnFailure, settleLaterMs, unseen, declined }) => {
      const key = keyOfRequest(request);
      const opened = open(request);
      const order = world.orders.get(key);
      if (settings.unseenRepeat === 'violation' && order?.tradeState === 'ACCEPT' && order.unseen === true)
        throw new MoneyTruthViolated(`INV-5: ${request.outTradeNo} came again while the first request was in flight`);
      const credentialHash = createHash('sha256').update(request.authCode).digest('hex');
      return pipe(
        decideDeduction({
          ...facts(opened?.userId, request),
          request,
          orderKey: key,
          order,
          opened,
          credentialHash,
          takenBy: world.orders.takerOf(credentialHash),
          closeOnFailure: closeOnFailure || settings.failedOrder === 'ORDER_CLOSED',
          settleLaterMs,
          unseen,
          declined,
        }),
        E.map(keep),
      );
    },
    nextSettlementAt: () =>
      world.orders
        .accepted()
        .reduce<number | undefined>(
          (first, { settleAt = 0 }) => (first === undefined || settleAt < first ? settleAt : first),
          undefined,
        ),
    settleDue: () => {
      for (const order of world.orders.accepted()) {
        if ((order.settleAt ?? 0) > clock.now()) continue;
        const settled = settleAcceptedOrder(order, {
          ...facts(order.userId, order.request),
          closeOnFailure: settings.failedOrder === 'ORDER_CLOSED',
        });
        if (E.isRight(settled)) keep(settled.right);
      }
    },
  };
};

const mintingSecret = ({ keyRoom }: ServiceDeps, label: string) =>
  /^[!-~]{5}$/.test(label) ? keyRoom.mintingKey(label).secret : undefined;

/** Recounts the invariants with the new order in place of the old one, before it is kept. */
const check = ({ world, settings }: ServiceDeps, order: Order): void => {
  const before = world.orders.get(keyOfRequest(order.request));
  const with_ = (orders: readonly Order[]) => [...orders.filter((one) => one !== before), order];
  const testMerchant = world.subMerchants.get(order.request.subMchid)?.testMerchant ?? false;
  checkMoneyTruth(order, {
    settings,
    ordersOfUser: with_(world.orders.ofUser(order.userId)),
    ordersOfCredential: with_(world.orders.ofCredential(order.credentialHash)),
    ordersOfTestMerchant: testMerchant ? with_(world.orders.ofSubMerchant(order.request.subMchid)) : undefined,
    contract: order.contractId === undefined ? undefined : world.contracts.get(order.contractId),
    user: world.users.get(order.userId),
    payer: order.payerOpenid === undefined ? undefined : world.payers.get(order.payerOpenid),
  });
};

/** Too many open advances: the platform disables the user and says so (`k12-wire.md` §7). */
const blockDebtor = ({ world, clock, settings, tell }: ServiceDeps, userId: string): void => {
  const user = world.users.get(userId);
  if (user === undefined || user.platformBlocked) return;
  if (world.orders.openAdvances(userId) < settings.openAdvancesMax) return;
  const blocked = { ...user, platformBlocked: true };
  world.users.put(userId, blocked);
  tell.userStateChanged(blocked, clock.now());
};
