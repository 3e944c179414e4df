import { platform, type Reads, ref, type Timer } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

/** Why a process should get no work now; words of ours only. */
export type NotReady = 'store-unavailable' | 'store-slow' | 'wechat-keys-unknown' | 'stopping';

export interface ReadinessDependencies {
  readonly reads: Pick<Reads, 'find'>;
  readonly timer: Timer;
  readonly keysKnown: () => boolean;
  /** Asks WeChat for its keys; by itself at most once a minute. */
  readonly renewKeys: () => Promise<void>;
}

const answerWithinMs = 2_000;

/** The store answers, and WeChat's keys are known. */
export const createReadiness =
  ({ reads, timer, keysKnown, renewKeys }: ReadinessDependencies) =>
  async (): Promise<readonly NotReady[]> => {
    const looked = await within(timer, reads.find(platform, ref('cursor', 'notifier'))());
    if (!keysKnown()) await within(timer, renewKeys()); // or a server without keys would wait for a notice that nobody sends it
    return [
      ...(looked === 'late' ? (['store-slow'] as const) : []),
      ...(looked !== 'late' && E.isLeft(looked) ? (['store-unavailable'] as const) : []),
      ...(keysKnown() ? [] : (['wechat-keys-unknown'] as const)),
    ];
  };

const within = async <A>(timer: Timer, work: Promise<A>): Promise<A | 'late'> => {
  const done = new AbortController();
  const late = timer.sleep(answerWithinMs, done.signal).then(() => 'late' as const);
  const first = await Promise.race([work, late]);
  done.abort();
  return first;
};
