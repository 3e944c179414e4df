import { type Claimed, type PayscoreOrder, payscoreScope, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type AttemptFailure, attemptPayscore } from './attempt-payscore.ts';
import type { PayscoreDependencies } from './payscore-step.ts';

/**
 * What the worker does with an order that is due: goes on with the open call, or looks at what no notice tells: a payment that
 * failed or succeeded unheard, a confirmation whose notice was lost, an expiry.
 */
export const progressPayscoreOrder =
  (deps: PayscoreDependencies) =>
  (claimed: Claimed): TE.TaskEither<AttemptFailure, PayscoreOrder> =>
    pipe(
      deps.reads.find(payscoreScope, ref('payscoreOrder', claimed.key)),
      TE.flatMap((seen): TE.TaskEither<AttemptFailure, PayscoreOrder> =>
        seen === undefined ? TE.left({ type: 'PayscoreOrderUnknown' }) : attemptPayscore(deps)(seen, claimed.fence),
      ),
    );
