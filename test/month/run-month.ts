import type { Line } from './books/line.ts';
import { type OurDeduction, readDeductions, readRefunds, readRepayments } from './books/read-deductions.ts';
import { readSheets, type Sheet } from './books/read-sheets.ts';
import type { Script } from './script/step.ts';
import { endOf } from './script/school-days.ts';
import { openMonthWorld } from './world/open-month-world.ts';
import type { Swap } from './world/our-side.ts';
import { playStep, type Repayment, type Witnessed } from './world/play-step.ts';
import type { Ledger } from '@facepay/wechat-emulator';

/** What the month left behind, on both sides. */
export interface Evidence {
  readonly ledger: Ledger;
  /** The emulator broke one of its own rules: never. */
  readonly violations: readonly string[];
  readonly deductions: readonly OurDeduction[];
  readonly organizationId: string;
  readonly vouchers: ReadonlyMap<number, string>;
  /** As WeChat answered them. */
  readonly repayments: readonly Repayment[];
  /** As the histories in our API tell them. */
  readonly repaymentsSeen: readonly Line[];
  readonly refunds: readonly Line[];
  /** Day closing, as our API gives it when all is over. */
  readonly sheets: readonly Sheet[];
  readonly notEnded: readonly number[];
  readonly warnings: readonly string[];
}

export interface RunOptions {
  /** A planted bug. */
  readonly swap?: Swap;
  readonly sweep?: boolean;
  /** Told when a step has been played. */
  readonly played?: (at: number) => void;
}

/** Plays the whole script; then the office closes what is held, and one more quiet weekend passes. */
export const runMonth = async (
  script: Script,
  { swap = (ports) => ports, sweep = false, played }: RunOptions = {},
): Promise<Evidence> => {
  const world = await openMonthWorld(script.accounts, { swap, sweep });
  const seen: Witnessed = { vouchers: new Map(), repayments: [], notEnded: [] };
  try {
    for (const step of script.steps) {
      await world.time.pass(step.at);
      await playStep(world, step, seen);
      await world.settle();
      played?.(step.at);
    }
    await world.time.pass(endOf(script));
    const deductions = await readDeductions(world);
    return {
      ledger: world.wechat.emulator.ledger(),
      violations: world.wechat.emulator.violations(),
      deductions,
      organizationId: world.school.organizationId,
      vouchers: seen.vouchers,
      repayments: seen.repayments,
      sheets: await readSheets(world, script.days),
      refunds: await readRefunds(world),
      repaymentsSeen: await readRepayments(world, deductions),
      notEnded: seen.notEnded,
      warnings: world.warnings,
    };
  } finally {
    await world.close();
  }
};
