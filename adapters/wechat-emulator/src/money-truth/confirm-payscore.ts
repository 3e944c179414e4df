import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreService, PayscoreSettings } from '../payscore-settings.ts';
import { eligibilityFault } from './decide-payscore-create.ts';
import { ended } from './decide-payscore-change.ts';
import type { PayscoreOrder, PayscorePackage } from './payscore-order.ts';
import { type PayscoreRefusal, refusals, wrongState } from './payscore-refusal.ts';
import type { PayscoreUser } from './payscore-user.ts';

export interface ConfirmFacts {
  readonly now: number;
  readonly settings: PayscoreSettings;
  readonly order: PayscoreOrder;
  readonly service: PayscoreService;
  readonly user: PayscoreUser;
  readonly ordersInProgress: number;
  readonly overdue: boolean;
  /** Launch data the page was opened with; by default the newest. */
  readonly packageText: string | undefined;
  readonly queryId: string;
}

export interface Confirmed {
  /** Kept even where the user could not confirm: the package is used up. */
  readonly order: PayscoreOrder;
  readonly refusal?: PayscoreRefusal;
}

/** Launch data that is unknown, used or older than an hour. */
export const packageRefused: PayscoreRefusal = { status: 409, code: 'PACKAGE_REFUSED', message: '订单已过期或已使用' };

/** The user on the confirm page (`payscore-wire.md` §2): assessment, and the deposit where it fails and the service asks for one. */
export const confirmPayscore = (facts: ConfirmFacts): E.Either<PayscoreRefusal, Confirmed> => {
  const { now, settings, order, service, user } = facts;
  if (order.state !== 'CREATED') return E.left(wrongState(settings.payscoreWrongStateCode, 271_302_262));
  const wanted = order.packages.findLast(({ text }) => facts.packageText === undefined || text === facts.packageText);
  if (wanted === undefined || wanted.used || now - wanted.issuedAt > settings.payscorePackageLifeMs)
    return E.left(packageRefused);
  const opened = { ...order, packages: order.packages.map((one): PayscorePackage => usedUp(one, wanted)) };
  const refusal = eligibilityFault(facts);
  if (refusal !== undefined) return E.right({ order: opened, refusal });
  if (user.scoreTooLow && service.assessment === 'refuse')
    return E.right({ order: opened, refusal: refusals.assessment });
  return E.right({
    order: {
      ...opened,
      state: 'DOING',
      description: 'USER_CONFIRM',
      openid: user.openid,
      queryId: facts.queryId,
      confirmedAt: now,
      ...(user.scoreTooLow && { depositFen: order.riskFund.amount }),
    },
  });
};

const usedUp = (one: PayscorePackage, wanted: PayscorePackage): PayscorePackage =>
  one === wanted ? { ...one, used: true } : one;

/** Nobody confirmed in time; only `CREATED` expires (§6). */
export const expirePayscore = (order: PayscoreOrder, now: number): PayscoreOrder =>
  order.state === 'CREATED' ? ended(order, 'EXPIRED', now) : order;
