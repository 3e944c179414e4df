import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { EmulatorSettings } from '../settings.ts';
import { attemptCharge } from './attempt-charge.ts';
import type { ChargeFacts } from './attempt-charge.ts';
import { checkCredential } from './check-credential.ts';
import type { OpenedCredential } from './check-credential.ts';
import type { DeductRefusal, DeductVerdict } from './deduct-verdict.ts';
import type { DeductRequest, Order } from './order.ts';
import { firstDifference } from './same-request.ts';

export interface DeductFacts extends Omit<ChargeFacts, 'base'> {
  readonly request: DeductRequest;
  readonly orderKey: string;
  readonly order: Order | undefined;
  readonly opened: OpenedCredential | undefined;
  readonly credentialHash: string;
  readonly takenBy: string | undefined;
}

const refuse = (status: number, code: string, message: string): E.Either<DeductRefusal, never> =>
  E.left({ type: 'Refused', status, code, message });

/** `k12-wire.md` §6.5: the same number is the same order, or it is refused. */
const checkNumber = (
  order: Order | undefined,
  request: DeductRequest,
  settings: EmulatorSettings,
): E.Either<DeductRefusal, Order | undefined> => {
  if (order === undefined) return E.right(undefined);
  const field = firstDifference(order.request, request);
  if (field !== undefined) return refuse(400, 'INVALID_REQUEST', `相同商户订单号的请求参数不一致：${field}`);
  if (order.tradeState === 'SUCCESS')
    return refuse(settings.alreadyPaidStatus, 'RESOURCE_ALREADY_EXISTS', '订单已支付');
  if (order.tradeState === 'CLOSED') return refuse(settings.orderClosedStatus, 'ORDER_CLOSED', '订单已关闭');
  return E.right(order);
};

const baseOf = (facts: DeductFacts, opened: OpenedCredential): ChargeFacts['base'] => ({
  request: facts.request,
  credentialHash: facts.credentialHash,
  organizationId: opened.organizationId,
  userId: opened.userId,
  attempts: facts.order?.attempts ?? [],
  createdAt: facts.order?.createdAt ?? facts.now,
});

/**
 * One deduct request against the money truth, in the order of `k12-wire.md` §12:
 * idempotency, credential, user and contract, limits, attempts a day, funding, advance.
 * Signature and shape were checked before; nothing here trusts the client.
 */
export const decideDeduction = (facts: DeductFacts): E.Either<DeductRefusal, DeductVerdict> =>
  pipe(
    checkNumber(facts.order, facts.request, facts.settings),
    E.flatMap((order): E.Either<DeductRefusal, DeductVerdict> => {
      if (order?.tradeState === 'ACCEPT') return E.right({ type: 'Unchanged', order });
      return pipe(
        checkCredential({ ...facts, lifeMs: facts.settings.credentialLifeMs }),
        E.mapLeft(({ message }): DeductRefusal => ({ type: 'Refused', status: 400, code: 'INVALID_REQUEST', message })),
        E.flatMap((opened) => attemptCharge({ ...facts, base: baseOf(facts, opened) })),
      );
    }),
  );

/** An accepted order, charged now; what is true now decides, not what was true when it was accepted. */
export const settleAcceptedOrder = (
  order: Order,
  facts: Omit<ChargeFacts, 'base' | 'settleLaterMs'>,
): E.Either<DeductRefusal, DeductVerdict> =>
  attemptCharge({
    ...facts,
    base: {
      request: order.request,
      credentialHash: order.credentialHash,
      organizationId: order.organizationId,
      userId: order.userId,
      attempts: order.attempts.slice(0, -1),
      createdAt: order.createdAt,
    },
  });
