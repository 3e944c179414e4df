import { Fen, Instant, Openid } from '@facepay/codecs';
import type { PayscoreOrderEvent } from '@facepay/domain';
import * as t from 'io-ts';
import { fields } from './fields.ts';
import { payscoreSaid, payscoreStage } from './payscore-order.ts';
import { payscoreCall, payscoreIntent, payscoreTerms } from './payscore-wish.ts';

const at = t.strict({ at: Instant });
const ofCall = t.strict({ of: payscoreCall, at: Instant });
const refusal = t.strict({ of: payscoreCall, at: Instant, code: t.string, words: t.string });
type Moved = Omit<Extract<PayscoreOrderEvent, { type: 'PayscoreMoved' }>, 'type'>;

/** The part of `eventBody` that is about service orders. */
export const payscoreOrderEvents = {
  PayscoreOrderRequested: t.strict({ terms: payscoreTerms, body: t.string, by: t.string, at: Instant }),
  PayscoreAsked: t.strict({ wish: payscoreIntent, body: t.string, by: t.string, at: Instant }),
  PayscoreAttemptBegun: ofCall,
  PayscoreUnsettled: t.strict({ at: Instant, reason: t.string }),
  PayscoreDoubted: refusal,
  PayscorePostponed: t.strict({ of: payscoreCall, at: Instant, until: Instant }),
  PayscoreNotTaken: ofCall,
  PayscoreTaken: ofCall,
  PayscoreRefused: refusal,
  PayscoreMoved: fields<Moved>(
    { at: Instant, to: payscoreStage, said: payscoreSaid },
    { orderId: t.string, openid: Openid },
  ),
  PayscoreUnchanged: at,
  PayscorePackageGiven: t.strict({ at: Instant, package: t.string }),
  PayscorePaidTwice: t.strict({ at: Instant, transactionId: t.string, amount: Fen }),
};
