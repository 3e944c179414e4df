import { type DeductionAnswer, type DeductionRef, fromRfc3339 } from '@facepay/domain';
import type { TransactionBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { declined, notUnderstood } from './refusals.ts';
import { debtRows, stateRows } from './state-rows.ts';

type Reading = E.Either<string, DeductionAnswer>;

/**
 * What a verified order says, by the rows of `trade_state` (`k12-wire.md` §6.2, §6.3); left: why it proves nothing,
 * `mismatch…` where it speaks of another order than the one asked for (INV-10, BAD-28, BAD-29). HTTP 200 is not payment.
 */
export const toDeductionAnswer =
  (mchid: string, request: DeductionRef, asked: 'send' | 'query') =>
  (body: TransactionBody): Reading => {
    const state = body.trade_state;
    if (state === undefined || state === '') return E.left('trade_state missing');
    const differing = differences(mchid, request, body);
    if (differing.length > 0) return E.left(`mismatch: ${differing.join(', ')}`);
    switch (stateRows.find((row) => row.state === state)?.reads) {
      case 'Settled':
        return settled(request, body);
      case 'SettledOnce': // it was paid once, if it can say when
        return body.success_time === undefined ? underWay(state) : settled(request, body);
      case 'Declined':
        return E.right(declined(body.error_type ?? '', asked));
      case 'Closed':
        return E.right({ type: 'Closed' });
      case 'UnderWay':
        return underWay(state);
      case 'NotUnderstood':
      case undefined: // whatever WeChat adds: neither paid nor failed
        return E.right(notUnderstood(`trade_state ${state}`));
    }
  };

const underWay = (state: string): Reading => E.right({ type: 'UnderWay', state: state.slice(0, 32) });

/** The merchants are always there; number and amount must be there once money is said to have moved. */
const differences = (
  mchid: string,
  { no, subMchid, amount }: DeductionRef,
  body: TransactionBody,
): readonly string[] => {
  const needed = body.trade_state === 'SUCCESS' || body.trade_state === 'REFUND';
  const differs = (told: unknown, asked: unknown): boolean => (told === undefined ? needed : told !== asked);
  const pairs: readonly (readonly [string, boolean])[] = [
    ['sp_mchid', body.sp_mchid !== mchid],
    ['sub_mchid', body.sub_mchid !== subMchid],
    ['out_trade_no', differs(body.out_trade_no, no)],
    ['amount.total', differs(body.amount?.total, amount)],
    ['amount.currency', differs(body.amount?.currency, 'CNY')],
  ];
  return pairs.filter(([, wrong]) => wrong).map(([name]) => name);
};

const settled = ({ no, amount }: DeductionRef, body: TransactionBody): Reading => {
  const paidAt = fromRfc3339(body.success_time ?? '');
  if (paidAt === undefined) return E.left('success_time missing');
  const transactionId = body.transaction_id ?? '';
  if (transactionId === '') return E.left('transaction_id missing');
  const repaymentId = body.repayment_transaction_id;
  return E.right({
    type: 'Settled',
    no,
    amount,
    paidAt,
    transactionId,
    debt: debtOf(body),
    ...(repaymentId !== undefined && repaymentId !== '' && { repaymentId }),
  });
};

/** 垫资 shows as `DEBT`, or only as bank type `BPA` (`k12-wire.md` §6.3). */
const debtOf = ({ debt_state: debt, bank_type: bank }: TransactionBody): 'none' | 'open' | 'repaid' => {
  const known = debtRows.find((row) => row.debt === debt);
  return known?.reads ?? (bank === 'BPA' ? 'open' : 'none');
};
