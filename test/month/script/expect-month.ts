import { type Account, openAccount } from './account.ts';
import { at, dayOfMs, endOf, quietDays, schoolDays } from './school-days.ts';
import type { Script, Step } from './step.ts';
import type { Line, SaleEnd } from '../books/line.ts';

/** What the month must have come to: written from the script and the rules, without a line of the product. */
export interface Expected {
  readonly lines: readonly Line[];
  /** What became of every sale, by its number. */
  readonly ends: ReadonlyMap<number, SaleEnd>;
}

export const expectMonth = (script: Script): Expected => {
  const lines: Line[] = [];
  const school: { dayLimitFen: number | undefined } = { dayLimitFen: undefined };
  const accounts = script.accounts.map((start, pupil) =>
    openAccount(
      pupil,
      start,
      () => school.dayLimitFen,
      (line) => void lines.push(line),
    ),
  );
  const kept: { step: Extract<Step, { type: 'meal' }>; offline: Set<number> }[] = [];
  const mornings = schoolDays(script.days.length + quietDays)
    .map((day): Morning => ({ type: 'morning', at: at(day, '06:00') }))
    .filter((morning) => morning.at < endOf(script));
  // What is tried again in a window finds the money of the evening before: one look each school morning is enough here.
  const steps = [...script.steps, ...mornings].toSorted((a, b) => a.at - b.at);
  for (const step of steps) play(step, accounts, school, kept);
  return { lines, ends: new Map(accounts.flatMap((account) => account.ends())) };
};

interface Morning {
  readonly type: 'morning';
  readonly at: number;
}
type Kept = { readonly step: Extract<Step, { type: 'meal' }>; readonly offline: Set<number> }[];

const play = (
  step: Step | Morning,
  accounts: readonly Account[],
  school: { dayLimitFen: number | undefined },
  kept: Kept,
): void => {
  const day = dayOfMs(step.at);
  const of = (pupil: number | undefined): readonly Account[] =>
    accounts.filter((_, index) => pupil === undefined || index === pupil);
  switch (step.type) {
    case 'meal':
      for (const sale of step.sales) if (!step.offline.includes(sale.counter)) accounts[sale.pupil]?.charge(sale, day);
      kept.push({ step, offline: new Set(step.offline) });
      return;
    case 'back-online':
      for (const { step: meal, offline } of kept)
        if (offline.delete(step.counter))
          for (const sale of meal.sales) if (sale.counter === step.counter) accounts[sale.pupil]?.charge(sale, day);
      return;
    case 'morning':
      return accounts.forEach((account) => account.retry(day));
    case 'day-limit':
      if (step.pupil === undefined) school.dayLimitFen = step.limitFen;
      else accounts[step.pupil]?.limit(step.limitFen);
      return;
    case 'release':
      return of(step.pupil).forEach((account) => account.release(day));
    case 'give-up':
      return of(step.pupil).forEach((account) => account.giveUp());
    case 'money':
      return accounts[step.pupil]?.money(step.balanceFen);
    case 'repay':
      return accounts[step.pupil]?.repay(day);
    case 'refund':
      return accounts[step.pupil]?.refund(step.saleNo, step.amountFen, day);
    case 'end-contract':
      return accounts[step.pupil]?.endContract();
    case 'sign-again':
      return accounts[step.pupil]?.signAgain();
    case 'block':
    case 'unblock':
      return accounts[step.pupil]?.block(step.type === 'block');
  }
};
