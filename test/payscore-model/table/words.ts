/**
 * The words of the reference table. It is written from `payscore-wire.md` §3, §6, §7 and §8 alone, by somebody who had
 * read neither the rules of the domain nor those of the emulator, so that all three can be held against each other.
 */

/** Where an order can be. `being charged` is `to pay` while a deduction runs or the user is in the cashier (§6, §15.4). */
export const stateNames = [
  'none',
  'created',
  'in service',
  'to pay',
  'being charged',
  'paid',
  'paid outside',
  'free',
  'revoked',
  'expired',
] as const;
export type StateName = (typeof stateNames)[number];

/** What a query answers (§6): state, `state_description` and `collection.state`, `-` for what is not there. */
export const triples: Readonly<Record<Exclude<StateName, 'none'>, string>> = {
  created: 'CREATED - -',
  'in service': 'DOING USER_CONFIRM -',
  'to pay': 'DOING MCH_COMPLETE USER_PAYING',
  'being charged': 'DOING MCH_COMPLETE USER_PAYING',
  paid: 'DONE - USER_PAID',
  'paid outside': 'DONE - USER_PAID', // told apart by `details[0].paid_type`: `MCH`, and no transaction_id (§4.6)
  free: 'DONE - -', // a zero total is not collected (§7)
  revoked: 'REVOKED - -',
  expired: 'EXPIRED - -',
};
export const finalStates: ReadonlySet<StateName> = new Set(['paid', 'paid outside', 'free', 'revoked', 'expired']);

/** Why a call is refused. */
export const refusals = [
  'not found',
  'state',
  'done',
  'cancelled',
  'mismatch',
  'sum',
  'negative',
  'cap',
  'not lower',
  'time',
  'openid',
  'user',
  'charging',
] as const;
export type Refusal = (typeof refusals)[number];

/** HTTP status and code that carry a refusal (§6, §8, §13); where sources disagree, each of them. */
export const wireWords: Readonly<Record<Refusal, readonly string[]>> = {
  'not found': ['404 ORDER_NOT_EXIST'],
  state: ['400 INVALID_REQUEST', '400 INVALID_ORDER_STATE', '400 PARAM_ERROR'], // the last: a report on cancel, §6
  done: ['400 ORDER_DONE'],
  cancelled: ['400 ORDER_CANCELED'],
  mismatch: ['400 PARAM_ERROR', '400 INVALID_REQUEST'],
  sum: ['400 PARAM_ERROR'],
  negative: ['400 PARAM_ERROR'],
  cap: ['400 PARAM_ERROR'],
  'not lower': ['400 PARAM_ERROR', '400 INVALID_REQUEST'],
  time: ['400 PARAM_ERROR'],
  openid: ['400 PARAM_ERROR', '400 INVALID_REQUEST'],
  user: ['403 NO_AUTH', '400 INVALID_REQUEST'], // §10.3: both were seen
  charging: ['400 PARAM_ERROR'], // §13: a retry-later exception
};
