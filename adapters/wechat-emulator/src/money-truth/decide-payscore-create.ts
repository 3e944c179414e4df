import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreSettings, PayscoreService } from '../payscore-settings.ts';
import { createItemsFault, totalOf } from './payscore-amounts.ts';
import type {
  PayscoreItem,
  PayscoreLocation,
  PayscoreOrder,
  PayscorePackage,
  PayscoreParty,
  PayscoreRiskFund,
  PayscoreTimeRange,
} from './payscore-order.ts';
import { mismatch, outOfRange, type PayscoreRefusal, refusals } from './payscore-refusal.ts';
import { createTimeFault } from './payscore-time-rules.ts';
import type { PayscoreUser } from './payscore-user.ts';

/** The members of a create that rules look at; texts were measured before (`payscore-wire.md` §4.1). */
export interface PayscoreCreation {
  readonly out_order_no: string;
  readonly service_id: string;
  readonly service_introduction: string;
  readonly post_payments?: readonly PayscoreItem[] | undefined;
  readonly post_discounts?: readonly PayscoreItem[] | undefined;
  readonly time_range: PayscoreTimeRange;
  readonly location?: PayscoreLocation | undefined;
  readonly risk_fund: PayscoreRiskFund;
  readonly device?: object | undefined;
  readonly attach?: string | undefined;
  readonly notify_url: string;
  readonly need_user_confirm?: boolean | undefined;
}

export interface CreateFacts {
  readonly now: number;
  readonly settings: PayscoreSettings;
  readonly party: PayscoreParty;
  readonly request: PayscoreCreation;
  readonly canonical: string;
  readonly known: PayscoreOrder | undefined;
  readonly service: PayscoreService | undefined;
  /** Who it is for; whoever was named, even if nobody knows them. */
  readonly openid: string | undefined;
  readonly user: PayscoreUser | undefined;
  /** The user authorised this service for this merchant. */
  readonly authorized: boolean;
  readonly ordersInProgress: number;
  readonly overdue: boolean;
  readonly orderId: string;
  /** Text of a fresh package. */
  readonly packageText: string;
}

/** One create against the money truth: a known number is the same order or a mismatch, a new one is checked whole. */
export const decidePayscoreCreate = (facts: CreateFacts): E.Either<PayscoreRefusal, PayscoreOrder> => {
  const { known } = facts;
  if (known !== undefined) return repeated(facts, known);
  const refusal = serviceFault(facts) ?? contentFault(facts) ?? userFault(facts);
  return refusal === undefined ? E.right(created(facts)) : E.left(refusal);
};

const repeated = (facts: CreateFacts, known: PayscoreOrder): E.Either<PayscoreRefusal, PayscoreOrder> => {
  const { settings, canonical } = facts;
  if (known.accepted.create !== canonical) return E.left(mismatch(settings.payscoreMismatchCode));
  switch (known.state) {
    case 'CREATED':
      // Launch data lives an hour and is good once: the same create again gives fresh ones.
      return E.right({ ...known, packages: [...known.packages, freshPackage(facts)] });
    case 'DOING':
      return E.right(known);
    case 'DONE':
      return settings.payscoreRepeatedCreateWhenDone === 'order' ? E.right(known) : E.left(refusals.done);
    case 'REVOKED':
      return E.left(refusals.canceled);
    case 'EXPIRED':
      return E.left(refusals.expired);
  }
};

const freshPackage = ({ now, packageText }: CreateFacts): PayscorePackage => ({
  text: packageText,
  issuedAt: now,
  used: false,
});

/** Absent means that the user confirms. */
const needsConfirm = ({ request }: CreateFacts): boolean => request.need_user_confirm ?? true;

const serviceFault = (facts: CreateFacts): PayscoreRefusal | undefined => {
  const { service, openid } = facts;
  if (service === undefined) return refusals.noPermission;
  if (needsConfirm(facts) !== (service.confirmation === 'confirm')) return refusals.noPermission;
  return needsConfirm(facts) === (openid !== undefined) ? outOfRange('openid') : undefined;
};

const riskNames: Record<PayscoreService['risk'], readonly string[]> = {
  'deposit-waived': ['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT'],
  'enjoy-first': ['ESTIMATE_ORDER_COST'],
};

const contentFault = ({ now, request, service }: CreateFacts): PayscoreRefusal | undefined => {
  if (service === undefined) return refusals.noPermission;
  const { risk_fund: risk, post_payments: payments, post_discounts: discounts, location } = request;
  if (!riskNames[service.risk].includes(risk.name)) return outOfRange('risk_fund.name');
  if (!(Number.isSafeInteger(risk.amount) && risk.amount > 0)) return outOfRange('risk_fund.amount');
  if (risk.amount > service.capFen) return refusals.riskFundAboveCap;
  const itemsFault = createItemsFault(payments, discounts);
  if (itemsFault !== undefined) return itemsFault;
  if ((discounts ?? []).length === 0 && totalOf(payments) > service.capFen) return refusals.paymentsAboveCap;
  if (location?.end_location !== undefined && location.start_location === undefined) return outOfRange('location');
  return createTimeFault(request.time_range, now);
};

/** Only where the user is known already: with confirmation all this is looked at when they confirm. */
const userFault = (facts: CreateFacts): PayscoreRefusal | undefined => {
  if (needsConfirm(facts)) return undefined;
  if (!facts.authorized)
    return facts.settings.payscoreUnauthorised === 'NO_AUTH' ? refusals.noPermission : refusals.notOpened;
  return eligibilityFault(facts) ?? (facts.user?.scoreTooLow === true ? refusals.assessment : undefined);
};

/** What keeps a user from a further order (§13), whatever their score. */
export const eligibilityFault = (facts: {
  readonly settings: PayscoreSettings;
  readonly user: PayscoreUser | undefined;
  readonly ordersInProgress: number;
  readonly overdue: boolean;
}): PayscoreRefusal | undefined => {
  if (facts.user?.teenMode === true) return refusals.teenMode;
  if (facts.overdue || facts.user?.overdue === true) return refusals.overdue;
  return facts.ordersInProgress >= facts.settings.payscoreOrdersInProgressMax ? refusals.tooManyOrders : undefined;
};

const created = (facts: CreateFacts): PayscoreOrder => {
  const { now, party, request, service, canonical, openid, orderId } = facts;
  const confirm = needsConfirm(facts);
  const { post_payments: payments, post_discounts: discounts, location, device, attach } = request;
  return {
    party,
    outOrderNo: request.out_order_no,
    orderId,
    serviceId: request.service_id,
    introduction: request.service_introduction,
    needUserConfirm: confirm,
    ...(openid !== undefined && { openid }),
    riskFund: request.risk_fund,
    // Where a failed assessment means a deposit, the order's own risk fund is the limit; else the cap of the service.
    limitFen: service?.assessment === 'deposit' ? request.risk_fund.amount : (service?.capFen ?? 0),
    ...(payments !== undefined && { postPayments: payments }),
    ...(discounts !== undefined && { postDiscounts: discounts }),
    timeRange: request.time_range,
    ...(location !== undefined && { location }),
    ...(device !== undefined && { device }),
    ...(attach !== undefined && { attach }),
    notifyUrl: request.notify_url,
    accepted: { create: canonical },
    createdAt: now,
    ...(confirm
      ? { state: 'CREATED', packages: [freshPackage(facts)] }
      : { state: 'DOING', description: 'USER_CONFIRM', confirmedAt: now, packages: [] }),
  };
};
