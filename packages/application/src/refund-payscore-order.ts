import {
  type Change,
  type Clock,
  openPayscoreRefund,
  type PayscoreOrderNo,
  type PayscoreOrderRejection,
  payscoreScope,
  type Refund,
  type RefundRejection,
  type Storage,
  type StoreFailure,
  type Work,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnsweredBefore, type KeyUsedOtherwise, type Once, onlyOnce } from './answer-once.ts';
import { type GivingBack, ofMerchant, type PayscoreRefs, payscoreRefs } from './give-back-paid-twice.ts';
import { ownRefundChange } from './refund-books.ts';
import type { RefundRequest } from './request-refund.ts';

interface Dependencies extends GivingBack {
  readonly storage: Storage;
  readonly clock: Clock;
}
type Refused = PayscoreOrderRejection | RefundRejection;

/**
 * 退款 of what WeChat collected for a Pay Score order, by the number of its payment: stored with the bytes that will be sent; the
 * worker does the rest, as with every refund (INV-30).
 */
export const refundPayscoreOrder =
  (deps: Dependencies) =>
  (
    orderNo: PayscoreOrderNo,
    { refundNo: no, amount, reason, by }: RefundRequest,
    asked: Once<Refund>,
  ): TE.TaskEither<Refused | AnsweredBefore | KeyUsedOtherwise | StoreFailure, Refund> => {
    const at = deps.clock.now();
    const { refunds, refundPolicy, payscore } = deps;
    const work: Work<PayscoreRefs, Refused, Refund> = {
      organization: payscoreScope,
      read: payscoreRefs(orderNo, no),
      decide: (found): E.Either<Refused, Change<Refund>> => {
        const { order, refund, refundBook: book } = found;
        if (order === undefined) return E.left({ type: 'PayscoreOrderUnknown' });
        const wish = { no, amount, reason, by, at };
        return pipe(
          openPayscoreRefund({ order, refund, book, ...ofMerchant(payscore) }, wish, refundPolicy, refunds.prepare),
          E.flatMap((opened): E.Either<Refused, Change<Refund>> => {
            if (opened.refund === undefined) return E.left({ type: 'RefundUnknown' });
            return opened.events.length === 0
              ? E.right({ writes: [], events: [], result: opened.refund })
              : E.right(ownRefundChange(found, { ...opened, refund: opened.refund }, at, deps));
          }),
        );
      },
    };
    return deps.storage.transact(onlyOnce(work, asked, at));
  };
