import type { Instant } from '../kernel/instant.ts';
import type { PayscoreStatus } from './payscore-order.ts';
import type { PayscoreRule } from './rule-words.ts';
import type { PayscoreCall } from './wish.ts';

export type PayscoreOrderRejection =
  /** Breaks a rule of the wire (422): nothing was stored and nothing sent. `field` in the words of our API. */
  | { readonly type: 'PayscoreInvalid'; readonly field: string; readonly rule: PayscoreRule }
  /** The number belongs to other terms (409). */
  | { readonly type: 'PayscoreOrderNoUsed' }
  | { readonly type: 'PayscoreOrderUnknown' }
  /** The state table has no such edge (409, INV-70). */
  | { readonly type: 'PayscoreNotNow'; readonly call: PayscoreCall; readonly status: PayscoreStatus }
  /** This call was made with other content before, and is made once (409, INV-75). */
  | { readonly type: 'PayscoreAskedOtherwise'; readonly call: PayscoreCall }
  /** Another call is open: how it ends is awaited first (409). */
  | { readonly type: 'PayscoreCallOpen'; readonly call: PayscoreCall }
  /** A part has been paid, so the deposit was really paid: nothing is modified any more (409, §2). */
  | { readonly type: 'PayscorePartPaid' }
  /** `notBefore`: a deduction is running (INV-80); absent where nothing is to be sent. */
  | { readonly type: 'PayscoreNothingToSend'; readonly notBefore?: Instant };
