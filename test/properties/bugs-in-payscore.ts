import type { PayscoreOrder, PayscoreOrderCommand, PayscoreOrderEvent } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { payscoreProperties as laws } from './payscore.ts';
import type { PlantedBug } from './planted-bug.ts';
import type { Property } from './property.ts';
import { rules, type Rules } from './rules.ts';

const edges = laws['INV-70 a service order moves along the edges only, and what is final stays'];
const collection = laws['INV-78 done is what the collection calls paid in full, or a total of 0'];
const bytes = laws['INV-75 a call that is open keeps its bytes, and every create sends those of the first'];
const once = laws['INV-76 a service order is completed once'];
const lower = laws['INV-76 what is awaited only falls'];
const twice = laws['INV-77 paid twice is told once, and only where we said it was paid outside'];
const both = laws['INV-77 collected by WeChat after our sync: it goes back'];
const charging = laws['INV-80 "being deducted" settles nothing'];
const versions = laws['INV-15 each event of a service order raises its version by one'];
const bills =
  laws['INV-71 a bill leaves exactly where payments less discounts are the total, within the cap (INV-72, INV-73)'];

type Decide = Rules['payscoreOrderDecider']['decide'];
type Evolve = Rules['payscoreOrderDecider']['evolve'];
const deciding = (decide: Decide): Rules => ({
  ...rules,
  payscoreOrderDecider: { ...rules.payscoreOrderDecider, decide },
});
const evolving = (evolve: Evolve): Rules => ({
  ...rules,
  payscoreOrderDecider: { ...rules.payscoreOrderDecider, evolve },
});
const decide: Decide = (command, order) => rules.payscoreOrderDecider.decide(command, order);
const evolve: Evolve = (order, event) => rules.payscoreOrderDecider.evolve(order, event);
/** Another order is looked at, or another command heard. */
const hearing = (hear: (command: PayscoreOrderCommand) => PayscoreOrderCommand): Rules =>
  deciding((command, order) => decide(hear(command), order));
const seeing = (see: (order: PayscoreOrder, command: PayscoreOrderCommand) => PayscoreOrder): Rules =>
  deciding((command, order) => decide(command, order === undefined ? order : see(order, command)));
/** Some events are told otherwise. */
const telling = (tell: (event: PayscoreOrderEvent) => readonly PayscoreOrderEvent[]): Rules =>
  deciding((command, order) =>
    pipe(
      decide(command, order),
      E.map((events) => events.flatMap(tell)),
    ),
  );
const bug = (name: string, killedBy: Property, buggy: Rules): PlantedBug => ({ bug: name, killedBy, buggy });

const multiplied = (command: PayscoreOrderCommand): PayscoreOrderCommand =>
  command.type !== 'AskPayscore' || command.wish.type !== 'complete'
    ? command
    : {
        ...command,
        wish: {
          ...command.wish,
          payments: command.wish.payments.map((item) => ({
            ...item,
            amount: ((item.amount ?? 0) * (item.count ?? 1)) as NonNullable<typeof item.amount>,
          })),
        },
      };

export const bugsInPayscore: readonly PlantedBug[] = [
  bug('a total that multiplies the counts in', bills, hearing(multiplied)),
  bug(
    'a cap that is always the one of the service',
    bills,
    hearing((command) =>
      'rules' in command ? { ...command, rules: { ...command.rules, assessment: 'refuse' } } : command,
    ),
  ),
  bug(
    'any answer is newer than the last',
    edges,
    telling((event) =>
      event.type === 'PayscoreUnsettled'
        ? [{ type: 'PayscoreMoved', at: event.at, to: 'created', said: { state: 'created' } }]
        : [event],
    ),
  ),
  bug(
    'done without a collection',
    collection,
    telling((event) => {
      if (event.type !== 'PayscoreMoved' || event.to !== 'done') return [event];
      const { collection: _, ...said } = event.said;
      return [{ ...event, said }];
    }),
  ),
  bug(
    'a state alone is believed: done is done',
    collection,
    telling((event) =>
      event.type === 'PayscoreMoved' && event.to === 'awaiting-payment' ? [{ ...event, to: 'done' }] : [event],
    ),
  ),
  bug(
    'a repeat that is built anew',
    bytes,
    evolving((order, event) => {
      const after = evolve(order, event);
      return event.type === 'PayscoreAttemptBegun' && after?.asked !== undefined
        ? { ...after, asked: { ...after.asked, body: `{"at":${event.at}}` } }
        : after;
    }),
  ),
  bug(
    'a complete with another end time after the first was taken',
    once,
    seeing((order, command) =>
      command.type === 'AskPayscore' && command.wish.type === 'complete'
        ? { ...order, status: 'in-service', taken: {} }
        : { ...order, status: order.status === 'done' ? 'in-service' : order.status },
    ),
  ),
  bug(
    'a higher total is believed',
    lower,
    seeing((order) => {
      const { said: _, ...rest } = order;
      return order.status === 'awaiting-payment' ? rest : order;
    }),
  ),
  bug(
    'paid twice is told at every look',
    twice,
    seeing((order) => {
      const { paidTwice: _, ...rest } = order;
      return rest;
    }),
  ),
  bug(
    'a deduction after our sync is taken for ours',
    both,
    telling((event) => (event.type === 'PayscorePaidTwice' ? [] : [event])),
  ),
  bug(
    '"being deducted" is a failure',
    charging,
    telling((event) =>
      event.type === 'PayscorePostponed'
        ? [{ type: 'PayscoreRefused', of: event.of, at: event.at, code: 'PARAM_ERROR', words: '单据正在扣款中' }]
        : [event],
    ),
  ),
  bug(
    'an event that has no name of its own',
    versions,
    evolving((order, event) => {
      const after = evolve(order, event);
      return event.type === 'PayscoreUnchanged' && after !== undefined
        ? { ...after, version: after.version - 1 }
        : after;
    }),
  ),
];
