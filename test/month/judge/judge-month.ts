import { compareBooks } from '../books/compare-books.ts';
import { ledgerBook } from '../books/ledger-book.ts';
import { ourBook } from '../books/our-book.ts';
import type { Line } from '../books/line.ts';
import type { Evidence } from '../run-month.ts';
import type { Expected } from '../script/expect-month.ts';
import type { Script } from '../script/step.ts';
import { judgeRules } from './judge-rules.ts';
import { judgeSheets } from './judge-sheets.ts';
import { judgeSales } from './judge-sales.ts';

/** WeChat's book: the ledger, and what it answered as each advance was repaid. */
export const wechatBook = ({ ledger, repayments }: Evidence): readonly Line[] => [
  ...ledgerBook(ledger),
  ...repayments.map(({ line }) => line),
];
/** Ours: what the API lists, and when it says that an advance was seen repaid. */
export const ourWholeBook = ({ deductions, repaymentsSeen, refunds }: Evidence): readonly Line[] => [
  ...ourBook(deductions),
  ...repaymentsSeen,
  ...refunds,
];

/** Everything that is not as it must be. It knows the script and the money truth, and nothing of the domain. */
export const judgeMonth = (script: Script, expected: Expected, evidence: Evidence): readonly string[] => [
  ...compareBooks('WeChat', wechatBook(evidence), 'the script', expected.lines),
  ...compareBooks('we', ourWholeBook(evidence), 'the script', expected.lines),
  ...judgeSales(evidence, expected.ends),
  ...judgeSheets(script, expected.ends, evidence.sheets),
  ...judgeRules(script, evidence),
  ...evidence.violations.map((words) => `WeChat itself: ${words}`),
];
