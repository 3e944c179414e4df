import {
  Instant,
  type PayscoreAnswer,
  type PayscoreOrder,
  type PayscoreOrderCommand,
  payscoreOrderDecider,
  type PayscoreOrderNo,
  type PayscoreOrderRejection,
  type PayscoreRules,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { Request } from '../model/request.ts';
import { termsOf, wishOf } from './wish-of.ts';

/** What the domain does about a call before anything is sent. */
export type Decided =
  | { readonly type: 'asks'; readonly order: PayscoreOrder }
  | { readonly type: 'repeats'; readonly order: PayscoreOrder }
  | { readonly type: 'refuses'; readonly rejection: PayscoreOrderRejection };

export interface Call {
  readonly no: PayscoreOrderNo;
  readonly request: Request;
  readonly body: string;
  readonly notifyUrl: string;
  readonly rules: PayscoreRules;
  readonly at: number;
  /** The domain's own, or one with a planted bug. */
  readonly decide: Decide;
}
export type Decide = typeof payscoreOrderDecider.decide;

export const ask = (order: PayscoreOrder | undefined, call: Call): Decided => {
  const decided = call.decide(commandOf(call), order);
  if (E.isLeft(decided)) return { type: 'refuses', rejection: decided.left };
  const after = decided.right.reduce(payscoreOrderDecider.evolve, order);
  if (after === undefined) throw new Error('a call was accepted, and there is no order');
  return { type: decided.right.length === 0 ? 'repeats' : 'asks', order: after };
};

const commandOf = ({ no, request, body, notifyUrl, rules, at }: Call): PayscoreOrderCommand => {
  const rest = { body, by: 'model', at: Instant.of(at), rules };
  if (request.type === 'create') return { type: 'OpenPayscoreOrder', terms: termsOf(request, no, notifyUrl), ...rest };
  const wish = wishOf(request, no, notifyUrl);
  if (wish.type === 'create') throw new Error('a create is opened');
  return { type: 'AskPayscore', wish, ...rest };
};

/** A command that must be taken: an attempt begun, an answer or a query recorded. */
const run = (order: PayscoreOrder, command: PayscoreOrderCommand): PayscoreOrder => {
  const decided = payscoreOrderDecider.decide(command, order);
  if (E.isLeft(decided)) throw new Error(`${command.type}: ${JSON.stringify(decided.left)}`);
  return decided.right.reduce<PayscoreOrder | undefined>(payscoreOrderDecider.evolve, order) ?? order;
};
export const begin = (order: PayscoreOrder, at: number): PayscoreOrder =>
  run(order, { type: 'BeginPayscoreAttempt', at: Instant.of(at) });
export const hear = (
  order: PayscoreOrder,
  type: 'RecordPayscoreAnswer' | 'RecordPayscoreQuery',
  told: { readonly answer: PayscoreAnswer; readonly at: number; readonly rules: PayscoreRules },
): PayscoreOrder => run(order, { type, answer: told.answer, at: Instant.of(told.at), rules: told.rules });
