import {
  type Change,
  type Clock,
  eventsOf,
  type Instant,
  nextPayscoreDueAt,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  payscoreOrderDecider,
  type PayscoreOrderEvent,
  type PayscoreOrderRejection,
  type PayscorePolicy,
  payscoreScope,
  type Reads,
  ref,
  type RefundPolicy,
  type Storage,
  type SubMchid,
  type WechatPayscore,
  type WechatPayscorePermissions,
  type WechatRefunds,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/** One Pay Score service at WeChat, and how it is used. */
export interface PayscoreService {
  readonly orders: WechatPayscore;
  readonly permissions: WechatPayscorePermissions;
  readonly policy: PayscorePolicy;
  /** Whose payments are refunded, in partner mode. */
  readonly subMchid?: SubMchid;
}
export interface PayscoreDependencies {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly payscore: PayscoreService;
  readonly refunds: WechatRefunds;
  readonly refundPolicy: RefundPolicy;
}

/** An order, and what happened to it on the way. */
export interface AdvancedPayscore {
  readonly order: PayscoreOrder | undefined;
  readonly events: readonly PayscoreOrderEvent[];
}

/** Commands in their order; the first that is refused refuses them all. */
export const advancePayscore = (
  order: PayscoreOrder | undefined,
  commands: readonly PayscoreOrderCommand[],
): E.Either<PayscoreOrderRejection, AdvancedPayscore> =>
  commands.reduce<E.Either<PayscoreOrderRejection, AdvancedPayscore>>(
    (now, command) =>
      pipe(
        now,
        E.flatMap((before) =>
          pipe(
            payscoreOrderDecider.decide(command, before.order),
            E.map((events) => ({
              order: events.reduce(payscoreOrderDecider.evolve, before.order),
              events: [...before.events, ...events],
            })),
          ),
        ),
      ),
    E.right({ order, events: [] }),
  );

/** The lease ends with the work; the policy says when to look again. */
export const payscoreChange = (
  { order, events }: AdvancedPayscore & { readonly order: PayscoreOrder },
  now: Instant,
  policy: PayscorePolicy,
): Change<PayscoreOrder> => {
  const { dueAt: _, leaseUntil: __, ...rest } = order;
  const dueAt = nextPayscoreDueAt(rest, now, policy);
  return payscoreWrites({ order: dueAt === undefined ? rest : { ...rest, dueAt }, events }, now);
};

/** The order as it is, with its events. */
export const payscoreWrites = (
  { order, events }: AdvancedPayscore & { readonly order: PayscoreOrder },
  now: Instant,
): Change<PayscoreOrder> => ({
  writes: [write(ref('payscoreOrder', order.no), order)],
  events: eventsOf(
    {
      organization: payscoreScope,
      at: now,
      subject: { kind: 'payscore-order', id: order.no },
      versionBefore: order.version - events.length,
    },
    events,
  ),
  result: order,
});
