import type { Ledger, LedgerOrder } from '@facepay/wechat-emulator';
import type { DeductionAnswer } from '../world/read-answer.ts';
import { yuan } from '../report/yuan.ts';
import type { Line } from './line.ts';
import { words } from './words.ts';

export interface Evidence {
  readonly lines: readonly Line[];
  /** What the API lists for the day, by voucher. */
  readonly deductions: ReadonlyMap<string, DeductionAnswer>;
  /** The emulator's money truth has the last word. */
  readonly ledger: Pick<Ledger, 'orders' | 'credentials'>;
  /** Orders there since the lunch began, RFC 3339. */
  readonly since: string;
  readonly organizationId: string;
}

/** Everything that is not as it must be; nothing to say means the lunch was right. */
export const judge = (evidence: Evidence): readonly string[] => {
  const { lines, ledger } = evidence;
  const orders = new Map(ledger.orders.map((order) => [order.outTradeNo, order]));
  return [
    ...lines.flatMap(unexpected),
    ...lines.flatMap((line) => againstLedger(line, orders.get(line.deduction?.deductionNo ?? ''))),
    ...strays(evidence),
    ...ledger.credentials
      .filter(({ successes }) => successes > 1)
      .map(({ credentialHash }) => `the credential ${credentialHash.slice(0, 12)} was charged twice`),
  ];
};

const nameOf = ({ meal }: Line): string => `${meal.pupil?.name ?? 'the stranger'} ${yuan(meal.amountFen)}`;

const unexpected = (line: Line): readonly string[] =>
  line.became === line.meal.expect ? [] : [`${nameOf(line)}: expected "${line.meal.expect}", became "${line.became}"`];

/** Paid here if and only if paid there, to the fen, by the right parent, for the right pupil; and asked for only if it may be. */
const againstLedger = (line: Line, order: LedgerOrder | undefined): readonly string[] => {
  const { meal, deduction } = line;
  const state = deduction?.state ?? 'nothing sold';
  const due = debtOf[state];
  const there = order === undefined ? 'no order' : `${order.tradeState} ${order.debtState}`;
  const must = words[meal.expect].atWechat.order;
  return [
    ...((due !== undefined) === (order?.tradeState === 'SUCCESS') && (due === undefined || due === order?.debtState)
      ? []
      : [`${state} here, ${there} at WeChat`]),
    ...((order?.tradeState ?? 'none') === must ? [] : [`must be ${must} at WeChat, is ${there}`]),
    ...(order === undefined || order.amountFen === meal.amountFen ? [] : [`${order.amountFen} fen at WeChat`]),
    ...(order === undefined || order.outUserId === meal.pupil?.outUserId
      ? []
      : [`charged to ${order.outUserId ?? '?'}`]),
    ...(order?.payerOpenid === undefined || order.payerOpenid === meal.pupil?.openid ? [] : ['asked of another payer']),
  ].map((what) => `${nameOf(line)}: ${what}`);
};

/** Who owes what at WeChat for a sale that was charged. */
const debtOf: Readonly<Record<string, string>> = { paid: 'NOT_DEBT', advanced: 'DEBT', repaid: 'REPAYMENT' };

/** Nothing may exist on either side that nobody ate. */
const strays = ({ lines, deductions, ledger, since, organizationId }: Evidence): readonly string[] => {
  const vouchers = new Set(lines.map(({ voucherId }) => voucherId));
  const numbers = new Set(lines.map(({ deduction }) => deduction?.deductionNo));
  return [
    ...[...deductions.keys()].filter((id) => !vouchers.has(id)).map((id) => `nobody bought what voucher ${id} says`),
    ...ledger.orders
      .filter((order) => order.organizationId === organizationId && order.createdAt >= since)
      .filter(({ outTradeNo }) => !numbers.has(outTradeNo))
      .map(({ outTradeNo }) => `nobody bought what order ${outTradeNo} at WeChat says`),
  ];
};
