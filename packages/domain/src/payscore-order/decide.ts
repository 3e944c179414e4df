import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { accept, reject } from '../kernel/decider.ts';
import { checkTerms } from './check-terms.ts';
import { checkWish } from './check-wish.ts';
import type { PayscoreOrderCommand } from './command.ts';
import type { PayscoreOrderDecider } from './decider.ts';
import type { PayscoreOrderEvent } from './event.ts';
import { requireLegal } from './legality.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscoreOrderRejection } from './rejection.ts';
import { sameWish } from './same-wish.ts';
import { onAnswer, onLost, onNotice } from './tell.ts';

type Decided = E.Either<PayscoreOrderRejection, readonly PayscoreOrderEvent[]>;
type Of<T extends PayscoreOrderCommand['type']> = Extract<PayscoreOrderCommand, { type: T }>;

export const decide: PayscoreOrderDecider['decide'] = (command, order) => {
  if (command.type === 'OpenPayscoreOrder') return openOrder(command, order);
  if (order === undefined) return reject({ type: 'PayscoreOrderUnknown' });
  switch (command.type) {
    case 'AskPayscore':
      return ask(command, order);
    case 'RenewPayscorePackage':
      return renew(command, order);
    case 'BeginPayscoreAttempt':
      return begin(command, order);
    case 'RecordPayscoreAnswer':
    case 'RecordPayscoreQuery':
      return E.right(onAnswer(command, order));
    case 'RecordPayscoreNotice':
      return E.right(onNotice(command, order));
    case 'LosePayscoreAnswer':
      return E.right(onLost(command, order));
  }
};

/** A number that is known answers as it stands, whatever its times were; one that WeChat refused begins again. */
const openOrder = (
  { terms, body, by, at, rules }: Of<'OpenPayscoreOrder'>,
  order: PayscoreOrder | undefined,
): Decided => {
  if (order !== undefined && !sameWish(order.terms, terms)) return reject({ type: 'PayscoreOrderNoUsed' });
  if (order !== undefined && order.status !== 'refused') return accept();
  const found = checkTerms(terms, rules, at);
  if (found !== undefined) return reject({ type: 'PayscoreInvalid', ...found });
  return order === undefined
    ? accept({ type: 'PayscoreOrderRequested', terms, body, by, at })
    : accept(createAgain(order, by, at));
};

const ask = ({ wish, body, by, at, rules }: Of<'AskPayscore'>, order: PayscoreOrder): Decided => {
  const call = wish.type;
  const before = order.asked?.wish.type === call ? order.asked : order.taken[call];
  if (before !== undefined && sameWish(before.wish, wish)) return accept(); // the stored bytes are this wish (INV-75)
  if (order.asked !== undefined)
    return reject(
      order.asked.wish.type === call
        ? { type: 'PayscoreAskedOtherwise', call }
        : { type: 'PayscoreCallOpen', call: order.asked.wish.type },
    );
  if (before !== undefined && call !== 'modify') return reject({ type: 'PayscoreAskedOtherwise', call }); // INV-76
  return pipe(
    requireLegal(call, order, at, rules),
    E.flatMap((): Decided => {
      const found = checkWish(wish, order, rules, at);
      return found === undefined
        ? accept({ type: 'PayscoreAsked', wish, body, by, at })
        : reject({ type: 'PayscoreInvalid', ...found });
    }),
  );
};

const renew = ({ by, at, rules }: Of<'RenewPayscorePackage'>, order: PayscoreOrder): Decided => {
  const open = order.asked?.wish.type;
  if (open === 'create') return accept();
  if (open !== undefined) return reject({ type: 'PayscoreCallOpen', call: open });
  return pipe(
    requireLegal('create', order, at, rules),
    E.flatMap((): Decided => accept(createAgain(order, by, at))),
  );
};

const createAgain = ({ body }: PayscoreOrder, by: string, at: PayscoreOrder['movedAt']): PayscoreOrderEvent => ({
  type: 'PayscoreAsked',
  wish: { type: 'create' },
  body,
  by,
  at,
});

const begin = ({ at }: Of<'BeginPayscoreAttempt'>, { asked }: PayscoreOrder): Decided => {
  if (asked?.status !== 'asked') return reject({ type: 'PayscoreNothingToSend' });
  const { notBefore } = asked;
  return notBefore !== undefined && notBefore > at
    ? reject({ type: 'PayscoreNothingToSend', notBefore })
    : accept({ type: 'PayscoreAttemptBegun', of: asked.wish.type, at });
};
