import type { FaceDeviceFailure, FaceIdentification, Openid, PayscoreOrderNo } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type FaceVisit, identifyByFace, type IdentifyByFaceDependencies } from './identify-by-face.ts';

export type OpenedByFace<O> =
  | { readonly type: 'Opened'; readonly order: O; readonly openid: Openid }
  /** No order: show a code, ask the next person, or call for help. */
  | Exclude<FaceIdentification, { readonly type: 'Identified' }>;

/**
 * The guide's diagram up to its fifth step: who is identified gets an order, under the very number the face SDK was told, so that
 * WeChat counts one visit once. Whoever declines, chooses the code, or cannot open the service gets none. WeChat may refuse the
 * order of somebody identified (another order unpaid, say): then the failure is the order's, and the terminal offers another way.
 */
export const openOrderByFace =
  <F, G, O>(
    deps: IdentifyByFaceDependencies<F> & {
      readonly openOrder: (no: PayscoreOrderNo, openid: Openid) => TE.TaskEither<G, O>;
    },
  ) =>
  (visit: FaceVisit): TE.TaskEither<FaceDeviceFailure | F | G, OpenedByFace<O>> =>
    pipe(
      identifyByFace(deps)(visit),
      TE.flatMap((person): TE.TaskEither<FaceDeviceFailure | F | G, OpenedByFace<O>> => {
        if (person.type !== 'Identified') return TE.right(person);
        const { openid } = person;
        return pipe(
          deps.openOrder(visit.orderNo, openid),
          TE.map((order) => ({ type: 'Opened', order, openid })),
        );
      }),
    );
