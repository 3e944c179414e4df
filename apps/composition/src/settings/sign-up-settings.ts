import type { WhileOwing } from '@facepay/domain';
import type { Lookup } from './environment.ts';

/** How pupils come in and leave. */
export interface SignUpSettings {
  /** Pupils below it need a guardian's consent on record before a token is asked for; 0: none does. */
  readonly consentBelowAge: number;
  /** What becomes of a termination while an advance of WeChat's is open. */
  readonly terminateWhileOwing: WhileOwing;
}
export const readSignUpSettings = (lookup: Lookup): SignUpSettings => {
  const age = lookup.optional('FACEPAY_CONSENT_BELOW_AGE') ?? '14';
  if (!/^(?:\d|1[0-8])$/u.test(age)) lookup.complain('FACEPAY_CONSENT_BELOW_AGE', 'is an age, 0 to 18');
  const owing = lookup.optional('FACEPAY_TERMINATE_WHILE_OWING') ?? 'refuse';
  if (owing !== 'refuse' && owing !== 'allow') lookup.complain('FACEPAY_TERMINATE_WHILE_OWING', 'is refuse or allow');
  return { consentBelowAge: Number(age), terminateWhileOwing: owing === 'allow' ? 'allow' : 'refuse' };
};
