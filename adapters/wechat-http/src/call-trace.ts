import type { WechatTrace } from '@facepay/domain';

/** One call as it may be shown to anybody: ids in the path but nobody's name, no query, no body, no header (INV-88). */
export interface WechatCallTrace extends Omit<WechatTrace, 'message' | 'asked'> {
  readonly method: string;
  readonly path: string;
  /** `succeeded`, `refused`, `unavailable`, `unknown`. */
  readonly outcome: string;
  /** Why it is unknown or unavailable, such as `SignatureWrong` or `probe` (INV-47: counted, no alarm). */
  readonly reason?: string;
  readonly ms: number;
}

/** An openid, and what a face was recognised by, name a person. */
export const shownPath = (target: string): string =>
  target.replace(/\?.*$/su, '').replace(/(?<=\/permissions\/openid\/|\/facemch\/users\/)[^/]+/u, '{person}');
