import * as E from 'fp-ts/lib/Either.js';
import type { PayscoreSettings } from '../payscore-settings.ts';
import { ended } from './decide-payscore-change.ts';
import type { Payer } from './fund-charge.ts';
import { type ChargedBy, isCollecting, type PayscoreOrder } from './payscore-order.ts';
import { type PayscoreRefusal, refusals, wrongState } from './payscore-refusal.ts';
import { type PayscoreUser, playScript } from './payscore-user.ts';

/** Begins an attempt: until it ends nobody may change the order. Only an attempt of the plan moves the plan (§4.7, §9). */
export const beginCharging = (
  order: PayscoreOrder,
  by: ChargedBy,
  facts: { readonly now: number; readonly settings: PayscoreSettings; readonly takesMs: number },
): E.Either<PayscoreRefusal, PayscoreOrder> => {
  const { now, settings, takesMs } = facts;
  const { deduction } = order;
  if (!isCollecting(order) || deduction === undefined)
    return E.left(wrongState(settings.payscoreWrongStateCode, order.state === 'CREATED' ? 271_302_332 : 271_302_262));
  if (deduction.running !== undefined) return E.left(refusals.beingCharged);
  const planned = deduction.planned + (by === 'engine' ? 1 : 0);
  const waits = settings.payscoreDeductionWaitsMs;
  const wait = waits[planned] ?? waits.at(-1) ?? takesMs;
  return E.right({
    ...order,
    deduction: {
      ...deduction,
      planned,
      nextAt: by === 'engine' ? now + wait : deduction.nextAt,
      running: { by, startedAt: now, endsAt: now + takesMs },
    },
  });
};

export interface ChargeEnd {
  readonly order: PayscoreOrder;
  readonly user: PayscoreUser;
  readonly payer: Payer;
}

/** Ends the attempt that is running: paid, or too little money and the plan goes on. */
export const endCharging = (
  order: PayscoreOrder,
  facts: {
    readonly now: number;
    readonly user: PayscoreUser;
    readonly payer: Payer;
    readonly transactionId: string;
    /** Made by WeChat for an automatic deduction. */
    readonly outTradeNo: string;
  },
): ChargeEnd => {
  const { now, user, payer } = facts;
  const { deduction, totalFen = 0 } = order;
  if (deduction?.running === undefined) return { order, user, payer };
  const { running, ...plan } = deduction;
  const asked = whoPays(order, running.by, user, payer);
  const attempt = { at: now, by: running.by, outcome: asked.funds === undefined ? 'insufficient' : 'paid' } as const;
  const after = { ...order, deduction: { ...plan, attempts: [...plan.attempts, attempt] } };
  const left = { ...user, script: asked.script };
  if (asked.funds === undefined) return { order: after, user: left, payer };
  return {
    order: {
      ...ended(after, 'DONE', now),
      payment: {
        amountFen: totalFen,
        paidType: 'NEWTON',
        paidAt: now,
        transactionId: facts.transactionId,
        outTradeNo: running.by === 'user' ? order.outOrderNo : facts.outTradeNo,
        bankType: asked.funds.bankType,
      },
    },
    user: left,
    payer: { ...payer, balanceFen: payer.balanceFen - asked.funds.fromBalanceFen },
  };
};

interface Funds {
  readonly bankType: string;
  readonly fromBalanceFen: number;
}

/** Whose money it is, if there is any: the deposit, a user in the cashier, or what the script and the payer's means allow. */
const whoPays = (
  { depositFen, totalFen = 0 }: PayscoreOrder,
  by: ChargedBy,
  { script }: PayscoreUser,
  payer: Payer,
): { readonly funds: Funds | undefined; readonly script: PayscoreUser['script'] } => {
  if (depositFen !== undefined) return { funds: { bankType: 'OTHERS', fromBalanceFen: 0 }, script };
  const funds = meansOf(payer, totalFen);
  if (by === 'user') return { funds: funds ?? { bankType: 'CMB_DEBIT', fromBalanceFen: 0 }, script };
  const { fails, left } = playScript(script);
  return { funds: fails ? undefined : funds, script: left };
};

const meansOf = ({ balanceFen, cards }: Payer, fen: number): Funds | undefined => {
  if (balanceFen >= fen) return { bankType: 'OTHERS', fromBalanceFen: fen };
  const card = cards.find(({ outcome }) => outcome === 'success');
  return card === undefined ? undefined : { bankType: card.bankType, fromBalanceFen: 0 };
};
