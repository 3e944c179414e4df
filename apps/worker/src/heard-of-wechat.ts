import type { Deduction } from '@facepay/domain';
import type { Heard } from './pace.ts';

/** What a deduction that was just worked on tells of WeChat. */
export const heardOf = ({ status, queries, reason = '' }: Deduction): Heard | undefined => {
  if (status === 'held' || status === 'received' || status === 'dead') return undefined; // perhaps nobody was asked
  if (status !== 'unknown') return 'well';
  if (queries > 0) return undefined; // the reason is of the request, the query may have been answered
  if (reason === 'too fast') return 'too-fast';
  return answered.test(reason) ? 'well' : 'away';
};
/** Unknown, although WeChat did answer. */
const answered = /^(?:closed|not-found|already-paid|mismatch|not-understood)/u;

/** What a piece of work that could not be done tells, by the type of its failure. */
export const heardOfFailure = (type: string): Heard | undefined =>
  type === 'WechatUnavailable' || type === 'WechatUnknown' ? 'away' : undefined;
