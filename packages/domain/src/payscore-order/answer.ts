import type { PayscoreReading } from './said.ts';

/**
 * What a *verified* answer of WeChat says; anything else is a failure of the port (INV-9). SYSTEM_ERROR is unknown and
 * FREQUENCY_LIMITED is unavailable: both send the same bytes again.
 */
export type PayscoreAnswer =
  /** A body that shows the order. */
  | { readonly type: 'PayscoreShown'; readonly order: PayscoreReading }
  /** Taken in, without saying how the order stands now (a partner's 204, a direct cancel): a query follows. */
  | { readonly type: 'PayscoreAccepted' }
  | { readonly type: 'PayscoreNotFound' }
  /** A deduction is running (271316754, 收款结果不明): wait some three minutes, then the same bytes again (INV-80). */
  | { readonly type: 'PayscoreBeingCharged' }
  /** A verified refusal of the request. */
  | {
      readonly type: 'PayscoreRefused';
      /**
       * `query`: the order may stand otherwise than we believe (INVALID_ORDER_STATE, ORDER_DONE, ORDER_CANCELED, a re-entry
       * with other parameters); what a query says decides. `give-up`: nothing was taken in, and a repeat will not be.
       */
      readonly next: 'query' | 'give-up';
      readonly code: string;
      readonly words: string;
    };

/** Begins the reason of a query that WeChat will not answer to us: our key, or a permission that was taken back (§13). */
export const notPermittedMark = 'not-permitted: ';
