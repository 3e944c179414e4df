import type { LedgerOrder } from '@facepay/wechat-emulator';
import { isCharged } from '../books/ledger-book.ts';
import type { Evidence } from '../run-month.ts';
import { dayOfMs, isWeekend, timeOfMs } from '../script/school-days.ts';
import type { Script } from '../script/step.ts';
import { pupilOf } from '../world/office.ts';

/** What the ledger alone shows of the rules: limits, advances, attempts, windows, weekends. */
export const judgeRules = (script: Script, { ledger, repayments }: Evidence): readonly string[] => [
  ...ledger.orders.flatMap(judgeAttempts),
  ...judgeLimits(script, ledger.orders.filter(isCharged)),
  ...judgeAdvances(ledger.orders.filter(isCharged), repayments),
  ...judgeContracts(script, ledger.orders.filter(isCharged)),
];

const windows = [
  ['06:00', '08:00'],
  ['11:00', '14:00'],
  ['16:00', '20:00'],
] as const;

/** INV-33: five attempts a day at most, repeats in the windows, nothing on a day without school. */
const judgeAttempts = ({ outTradeNo, attempts }: LedgerOrder): readonly string[] => {
  const perDay = new Map<string, number>();
  return attempts.flatMap(({ at }, index) => {
    const [day, time] = [dayOfMs(Date.parse(at)), timeOfMs(Date.parse(at))];
    const made = (perDay.get(day) ?? 0) + 1;
    perDay.set(day, made);
    const inWindow = windows.some(([from, to]) => from <= time && time < to);
    return [
      ...(isWeekend(day) ? [`${outTradeNo} was tried on ${day}, which is no school day (INV-33)`] : []),
      ...(index > 0 && !inWindow ? [`${outTradeNo} was tried again at ${time} (INV-33)`] : []),
      ...(made > 5 ? [`${outTradeNo} was tried ${made} times on ${day} (INV-33)`] : []),
    ];
  });
};

const platformDayFen = 50_000;
/** INV-23: at every charge, what was charged that day fits every limit that is in force at that moment. */
const judgeLimits = ({ steps }: Script, charged: readonly LedgerOrder[]): readonly string[] => {
  const changes = steps.flatMap((step) => (step.type === 'day-limit' ? [step] : []));
  const limitAt = (pupil: number, at: number): number => {
    const last = (of: number | undefined): number =>
      changes.findLast((change) => change.pupil === of && change.at <= at)?.limitFen ?? platformDayFen;
    return Math.min(last(undefined), last(pupil), platformDayFen);
  };
  const spent = new Map<string, number>();
  return charged.toSorted(byTime).flatMap((order) => {
    const pupil = pupilOf(order.outUserId ?? '');
    const at = timeOf(order);
    const place = `${pupil} on ${dayOfMs(at)}`;
    const sum = (spent.get(place) ?? 0) + order.amountFen;
    spent.set(place, sum);
    const limit = limitAt(pupil, at);
    return sum <= limit ? [] : [`pupil ${place}: ${sum} fen pass the limit of ${limit} fen (INV-23)`];
  });
};

/** INV-40: in the order of time, never a fourth advance before one is repaid. */
const judgeAdvances = (charged: readonly LedgerOrder[], repayments: Evidence['repayments']): readonly string[] => {
  const repaidAt = new Map(repayments.map(({ outTradeNo, at }) => [outTradeNo, at]));
  const moves = charged
    .filter(({ debtState }) => debtState !== 'NOT_DEBT')
    .flatMap((order) => [
      { at: timeOf(order), user: order.userId, open: 1 },
      { at: repaidAt.get(order.outTradeNo) ?? Infinity, user: order.userId, open: -1 },
    ])
    .toSorted((a, b) => a.at - b.at);
  const open = new Map<string, number>();
  return moves.flatMap(({ user, open: by }) => {
    const now = (open.get(user) ?? 0) + by;
    open.set(user, now);
    return now > 3 ? [`${user} has ${now} open advances (INV-40)`] : [];
  });
};

/** INV-38: whoever signed again is charged under the new contract alone, for what was held before as well. */
const judgeContracts = ({ steps }: Script, charged: readonly LedgerOrder[]): readonly string[] =>
  steps.flatMap((step) => {
    if (step.type !== 'sign-again') return [];
    const own = charged.filter(({ outUserId }) => pupilOf(outUserId ?? '') === step.pupil);
    const before = new Set(own.filter((order) => timeOf(order) < step.at).map(({ contractId }) => contractId));
    return own.flatMap(({ contractId, outTradeNo, ...order }) =>
      timeOf(order) >= step.at && before.has(contractId)
        ? [`${outTradeNo} of pupil ${step.pupil} was charged under the contract that had ended (INV-38)`]
        : [],
    );
  });

const timeOf = ({ successTime }: Pick<LedgerOrder, 'successTime'>): number => Date.parse(successTime ?? '');
const byTime = (a: LedgerOrder, b: LedgerOrder): number => timeOf(a) - timeOf(b);
