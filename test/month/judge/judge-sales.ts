import type { Evidence } from '../run-month.ts';
import type { SaleEnd } from '../books/line.ts';
import { isCharged } from '../books/ledger-book.ts';

/** Sale by sale: one voucher, one deduction, one order at most, to the fen, and the end that the script foretells. */
export const judgeSales = (evidence: Evidence, ends: ReadonlyMap<number, SaleEnd>): readonly string[] => {
  const { deductions, vouchers, ledger } = evidence;
  const byVoucher = new Map(deductions.map((deduction) => [deduction.voucherId, deduction]));
  const orders = new Map(ledger.orders.map((order) => [order.outTradeNo, order]));
  const known = new Set(vouchers.values());
  return [
    ...(deductions.length === vouchers.size ? [] : [`${vouchers.size} sales, ${deductions.length} deductions`]),
    ...deductions.flatMap(({ voucherId }) => (known.has(voucherId) ? [] : [`${voucherId} was never sold`])),
    ...[...vouchers].flatMap(([no, voucher]): readonly string[] => {
      const deduction = byVoucher.get(voucher);
      const end = ends.get(no);
      if (deduction?.state !== end) return [`${voucher}: ${deduction?.state} (${deduction?.reason ?? ''}), not ${end}`];
      const order = orders.get(deduction?.deductionNo ?? '');
      const charged = order !== undefined && isCharged(order);
      const settled = end === 'paid' || end === 'advanced' || end === 'repaid' || end === 'refunded';
      if (charged !== settled) return [`${voucher}: ${end} here, ${order?.tradeState ?? 'no order'} at WeChat`];
      return !charged || order.amountFen === deduction?.amountFen
        ? []
        : [`${voucher}: ${deduction?.amountFen} fen here, ${order.amountFen} fen at WeChat`];
    }),
    ...ledger.credentials.flatMap(({ credentialHash, successes }) =>
      successes > 1 ? [`credential ${credentialHash.slice(0, 12)} was charged ${successes} times (INV-5)`] : [],
    ),
    ...deductions.flatMap(({ voucherId, state }) =>
      state === 'unknown' || state === 'in-flight' || state === 'received' || state === 'reserved'
        ? [`${voucherId} is ${state} when all is over (INV-98)`]
        : [],
    ),
  ];
};
