import { anyPayscoreStory } from '@facepay/conformance';
import type { PayscoreOrder, PayscoreOrderCommand, PayscoreOrderEvent, PayscoreStatus } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { anyBill, mayBeCharged, orderInService } from './payscore-bills.ts';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

interface Step {
  readonly before: PayscoreOrder | undefined;
  readonly command: PayscoreOrderCommand;
  readonly events: readonly PayscoreOrderEvent[];
  readonly order: PayscoreOrder;
}
/** What the commands made, refused ones left out. */
const play = ({ payscoreOrderDecider }: Rules, story: readonly PayscoreOrderCommand[]): readonly Step[] => {
  const steps: Step[] = [];
  let order: PayscoreOrder | undefined;
  for (const command of story) {
    const decided = payscoreOrderDecider.decide(command, order);
    if (E.isLeft(decided)) continue;
    const before: PayscoreOrder | undefined = order;
    order = decided.right.reduce(payscoreOrderDecider.evolve, before);
    if (order !== undefined) steps.push({ before, command, events: decided.right, order });
  }
  return steps;
};
const ofEvery =
  (law: (step: Step, steps: readonly Step[]) => boolean): Property =>
  (rules) =>
    fc.property(anyPayscoreStory, (story) => {
      const steps = play(rules, story);
      return steps.every((step) => law(step, steps));
    });

/** Stated once more, on purpose not taken from the domain: what may be seen next, some steps may be missed. */
const next: Readonly<Record<PayscoreStatus, readonly PayscoreStatus[]>> = {
  requested: ['refused', 'created', 'in-service', 'awaiting-payment', 'done', 'revoked', 'expired'],
  refused: ['requested', 'created', 'in-service', 'awaiting-payment', 'done', 'revoked', 'expired'],
  created: ['in-service', 'awaiting-payment', 'done', 'revoked', 'expired'],
  'in-service': ['awaiting-payment', 'done', 'revoked'],
  'awaiting-payment': ['done', 'revoked'],
  done: [],
  revoked: [],
  expired: [],
};
const onlyEdges = ofEvery(
  ({ before, order }) =>
    before === undefined || before.status === order.status || next[before.status].includes(order.status),
);
const paidByCollection = ofEvery(({ order: { status, said } }) => {
  if (status !== 'done') return true;
  if (said?.collection === undefined) return said?.total === 0;
  const { state, total, paying, paid } = said.collection;
  return state === 'user-paid' && paying === 0 && paid === total;
});
const sameBytes = ofEvery(({ before, order: { asked, body } }) => {
  if (asked === undefined) return true;
  if (asked.wish.type === 'create' && asked.body !== body) return false;
  const open = before?.asked;
  return open?.wish.type !== asked.wish.type || open.askedAt !== asked.askedAt || open.body === asked.body;
});
const oneComplete = ofEvery((_, steps) => {
  const taken = steps.flatMap(({ events }) => events.filter((one) => one.type === 'PayscoreTaken'));
  return taken.filter(({ of }) => of === 'complete').length <= 1;
});
const onlyLower = ofEvery(({ before, order }) => {
  const was = before?.status === 'awaiting-payment' ? before.said?.total : undefined;
  const is = order.status === 'revoked' ? undefined : order.said?.total;
  return was === undefined || is === undefined || is <= was;
});
const paidTwiceOnce = ofEvery(({ order }, steps) => {
  const told = steps.flatMap(({ events }) => events.filter((one) => one.type === 'PayscorePaidTwice'));
  const wasSynced = steps.some(({ command }) => command.type === 'AskPayscore' && command.wish.type === 'sync');
  return told.length <= 1 && (order.paidTwice === undefined || wasSynced);
});
const bothChannels = ofEvery(({ order }) => {
  const details = order.said?.collection?.state === 'user-paid' ? order.said.collection.details : [];
  const isBoth = order.taken.sync !== undefined && details.some(({ by }) => by === 'wechat');
  return !isBoth || order.paidTwice !== undefined;
});
const chargingWaits = ofEvery(({ before, command, order }) => {
  const told = command.type === 'RecordPayscoreAnswer' && command.answer.type === 'PayscoreBeingCharged';
  return !told || (order.status === before?.status && order.asked?.wish.type === before.asked?.wish.type);
});
const beforehand = ofEvery(
  ({ before, command, order }) =>
    command.type !== 'AskPayscore' || before?.asked !== undefined || order.asked?.status !== 'unknown',
);
const versioned = ofEvery(({ before, events, order }) => order.version === (before?.version ?? 0) + events.length);

const bills: Property = ({ payscoreOrderDecider }) =>
  fc.property(anyBill, (asked) => {
    const decided = payscoreOrderDecider.decide(asked.command, orderInService);
    return E.isRight(decided) === mayBeCharged(asked);
  });

export const payscoreProperties = {
  'INV-70 a service order moves along the edges only, and what is final stays': onlyEdges,
  'INV-78 done is what the collection calls paid in full, or a total of 0': paidByCollection,
  'INV-75 a call that is open keeps its bytes, and every create sends those of the first': sameBytes,
  'INV-75 a call is stored before it is on its way': beforehand,
  'INV-76 a service order is completed once': oneComplete,
  'INV-76 what is awaited only falls': onlyLower,
  'INV-77 paid twice is told once, and only where we said it was paid outside': paidTwiceOnce,
  'INV-77 collected by WeChat after our sync: it goes back': bothChannels,
  'INV-80 "being deducted" settles nothing': chargingWaits,
  'INV-15 each event of a service order raises its version by one': versioned,
  'INV-71 a bill leaves exactly where payments less discounts are the total, within the cap (INV-72, INV-73)': bills,
};
