import type { Payer, PayerCard } from '../money-truth/fund-charge.ts';
import { notFound, ok, refuse, taking } from './control-face.ts';
import { PayerBody, RepayBody } from './shapes.ts';

/** Changes what a payer's money would do; what is left out stays. */
export const putPayerFace = taking(PayerBody, (engine, body, { params: [openid = ''] }) => {
  const { balanceFen, cards, advanceQuota, riskRefused } = body;
  if (balanceFen !== undefined && !(Number.isSafeInteger(balanceFen) && balanceFen >= 0))
    return refuse(400, 'BALANCE_MALFORMED', 'balanceFen is a whole number of fen, not negative');
  const changed: Payer = engine.payers.change(openid, {
    ...(balanceFen !== undefined && { balanceFen }),
    ...(cards !== undefined && {
      cards: cards.map(({ cardNumber, ...card }): PayerCard =>
        cardNumber === undefined ? card : { ...card, cardNumber },
      ),
    }),
    ...(advanceQuota !== undefined && { advanceQuota }),
    ...(riskRefused !== undefined && { riskRefused }),
  });
  return ok(changed);
});

export const repayFace = taking(RepayBody, (engine, { outTradeNo }, { params: [openid = ''] }) => {
  if (engine.world.payers.get(openid) === undefined) return notFound('no such payer');
  const repaid = engine.payers.repay(openid, outTradeNo);
  return ok({
    repaid: repaid.map((order) => ({
      outTradeNo: order.request.outTradeNo,
      userId: order.userId,
      amountFen: order.request.amountFen,
      repaymentTransactionId: order.repaymentTransactionId,
    })),
  });
});
