import type { Fen } from '../kernel/fen.ts';
import type { Openid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PayscoreRefusal, PayscoreStage } from './payscore-order.ts';
import type { PayscoreSaid } from './said.ts';
import type { PayscoreCall, PayscoreIntent, PayscoreTerms } from './wish.ts';

export type PayscoreOrderEvent =
  | {
      readonly type: 'PayscoreOrderRequested';
      readonly terms: PayscoreTerms;
      readonly body: string;
      readonly by: string;
      readonly at: Instant;
    }
  /** An intent was stored. A create here is a repeat: after a refusal, or for another package. */
  | {
      readonly type: 'PayscoreAsked';
      readonly wish: PayscoreIntent;
      readonly body: string;
      readonly by: string;
      readonly at: Instant;
    }
  | { readonly type: 'PayscoreAttemptBegun'; readonly of: PayscoreCall; readonly at: Instant }
  /** Sent or asked, and no wiser; `mismatch…` where WeChat contradicts itself or us, `stalled…` where it lasts too long. */
  | { readonly type: 'PayscoreUnsettled'; readonly at: Instant; readonly reason: string }
  /** WeChat refused the open call for the order's state: a query decides. */
  | ({ readonly type: 'PayscoreDoubted'; readonly of: PayscoreCall; readonly at: Instant } & PayscoreRefusal)
  /** A deduction is running: the same bytes go out again after `until` (INV-80). */
  | {
      readonly type: 'PayscorePostponed';
      readonly of: PayscoreCall;
      readonly at: Instant;
      readonly until: Instant;
    }
  /** Verified not taken in, and no request can still be on its way: the same bytes may go out again. */
  | { readonly type: 'PayscoreNotTaken'; readonly of: PayscoreCall; readonly at: Instant }
  | { readonly type: 'PayscoreTaken'; readonly of: PayscoreCall; readonly at: Instant }
  /** The open call, for good. */
  | ({ readonly type: 'PayscoreRefused'; readonly of: PayscoreCall; readonly at: Instant } & PayscoreRefusal)
  /** What a verified body says of the order, where it says anything new. */
  | {
      readonly type: 'PayscoreMoved';
      readonly at: Instant;
      readonly to: PayscoreStage;
      readonly said: PayscoreSaid;
      readonly orderId?: string;
      readonly openid?: Openid;
    }
  /** WeChat told what was known already. */
  | { readonly type: 'PayscoreUnchanged'; readonly at: Instant }
  | { readonly type: 'PayscorePackageGiven'; readonly at: Instant; readonly package: string }
  /** Paid to us and collected by WeChat as well: this much goes back, once (INV-77). */
  | {
      readonly type: 'PayscorePaidTwice';
      readonly at: Instant;
      readonly transactionId: string;
      readonly amount: Fen;
    };
