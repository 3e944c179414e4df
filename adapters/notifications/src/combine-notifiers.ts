import type { Notifier } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

/**
 * One after the other. All must succeed; after a failure the caller repeats, so those before it hear the same events again,
 * as any notifier may (at least once).
 */
export const combineNotifiers = (...notifiers: readonly Notifier[]): Notifier => ({
  notify: (events) => async () => {
    for (const notifier of notifiers) {
      const told = await notifier.notify(events)();
      if (E.isLeft(told)) return told;
    }
    return E.right(undefined);
  },
});
