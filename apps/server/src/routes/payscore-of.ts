import type { PayscoreUseCases } from '@facepay/composition';
import type { PayscoreOrder } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { type PayscoreOrderView, payscoreOrderView } from '../views/payscore-order-view.ts';
import { wholeMerchant } from './whole-merchant.ts';

export interface PayscoreHere {
  readonly payscore: PayscoreUseCases;
  readonly view: (order: PayscoreOrder) => PayscoreOrderView;
}

/** The Pay Score of this installation, for whom it is; nothing where there is none. */
export const payscoreOf = (
  { useCases, clock }: ServerDependencies,
  principal: Principal,
): E.Either<Refusal, PayscoreHere> =>
  pipe(
    wholeMerchant(principal),
    E.flatMap((): E.Either<Refusal, PayscoreHere> => {
      const { payscore } = useCases;
      if (payscore === undefined) return E.left({ type: 'PayscoreNotConfigured' });
      return E.right({ payscore, view: payscoreOrderView(clock.now(), payscore.policy.payscorePackageMs) });
    }),
  );
