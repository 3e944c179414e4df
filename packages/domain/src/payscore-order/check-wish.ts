import type { Instant } from '../kernel/instant.ts';
import { checkBill } from './amounts.ts';
import { type Check, firstBroken, unless } from './broken.ts';
import type { PayscoreOrder } from './payscore-order.ts';
import type { PayscoreRules } from './policy.ts';
import { saidTotal } from './stage.ts';
import { checkText } from './texts.ts';
import { checkActualTimes, checkPaidTime } from './times.ts';
import type { LaterWish } from './wish.ts';

/** May this call leave, as far as its values go? The order stands where the call is legal. */
export const checkWish = (wish: LaterWish, order: PayscoreOrder, rules: PayscoreRules, now: Instant): Check => {
  switch (wish.type) {
    case 'complete':
      return firstBroken(
        () => checkBill(wish, order.terms, rules),
        () => checkActualTimes(wish.times ?? {}, order.terms.times, { createdAt: order.requestedAt, now }),
        () => checkText('location.end', wish.location?.end, 50, 'location-length'),
        () => checkText('device.end', wish.device?.end, 64, 'device-length'),
        () => checkText('goodsTag', wish.goodsTag, 32, 'goods-tag-length'),
      );
    case 'cancel':
      return checkText('reason', wish.reason, 30, 'reason-length');
    case 'modify':
      return firstBroken(
        () => checkBill(wish, order.terms, rules),
        () => {
          const before = order.said === undefined ? undefined : saidTotal(order.said);
          return unless(before !== undefined && wish.total < before, 'total', 'total-lower'); // INV-76
        },
        () => checkText('reason', wish.reason, 50, 'reason-length'),
        () => checkText('device.end', wish.device?.end, 64, 'device-length'),
      );
    case 'sync':
      return checkPaidTime(wish.paidTime, {
        start: order.taken.complete?.wish.times?.start ?? order.terms.times.start,
        completedAt: order.taken.complete?.sentAt ?? order.movedAt,
        now,
      });
  }
};
