import type { Ledger, LedgerOrder } from '@facepay/wechat-emulator';
import * as t from 'io-ts';
import type { CallSucceeding } from './call-json.ts';
import { readAs } from './read-as.ts';

const Deduction = t.intersection(
  [
    t.type({
      deductionId: t.string,
      state: t.string,
      amountFen: t.number,
      outUserId: t.string,
      voucherId: t.string,
      deductionNo: t.string,
      generation: t.number,
    }),
    t.partial({ reason: t.string, nextAttemptAt: t.string }),
  ],
  'Deduction',
);
export type Deduction = t.TypeOf<typeof Deduction>;
const Page = t.intersection(
  [t.type({ items: t.array(Deduction) }), t.partial({ nextCursor: t.string })],
  'DeductionPage',
);

/** Every deduction of the organization, as our API pages it. */
export const listDeductions = async (api: CallSucceeding, organizationId: string): Promise<readonly Deduction[]> => {
  const found: Deduction[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ organizationId, pageSize: '200', ...(cursor === undefined ? {} : { cursor }) });
    const page = readAs(Page, await api('GET', `/v1/deductions?${query.toString()}`));
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

const settledHere = new Set(['paid', 'advanced', 'repaid']);

/**
 * Our books against the money truth: everything settled here moved once and to the fen there, nothing moved there that is
 * not settled here, and no credential was charged twice. Returns what does not agree, in words.
 */
export const auditMoney = (deductions: readonly Deduction[], ledger: Ledger): readonly string[] => [
  ...deductions.flatMap((deduction) => againstLedger(deduction, ledger.orders)),
  ...ledger.orders.flatMap(({ outTradeNo, tradeState }) =>
    tradeState === 'SUCCESS' && !deductions.some(({ deductionNo }) => deductionNo === outTradeNo)
      ? [`${outTradeNo} was charged, and no deduction of ours says so`]
      : [],
  ),
  ...ledger.credentials.flatMap(({ credentialHash, successes }) =>
    successes > 1 ? [`credential ${credentialHash.slice(0, 12)} was charged ${successes} times`] : [],
  ),
];

const againstLedger = (deduction: Deduction, orders: readonly LedgerOrder[]): readonly string[] => {
  const { deductionNo, state, amountFen, voucherId } = deduction;
  const found = orders.filter(({ outTradeNo, tradeState }) => outTradeNo === deductionNo && tradeState === 'SUCCESS');
  const expected = settledHere.has(state) ? 1 : 0;
  if (found.length !== expected) return [`${voucherId} is ${state} here, charged ${found.length} times there`];
  return found.flatMap((order) =>
    order.amountFen === amountFen ? [] : [`${voucherId}: ${amountFen} fen here, ${order.amountFen} fen there`],
  );
};
