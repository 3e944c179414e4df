import type { WechatFailure, WechatTrace } from '@facepay/domain';
import { supportOfTrace, type SupportView } from '../views/support-view.ts';

/** What a problem tells of a call to WeChat that failed. */
export interface WechatMembers {
  readonly wechat?: Omit<WechatTrace, 'asked'>;
  /** What WeChat's support asks for (FAQ 2.1). */
  readonly support?: SupportView;
}

export const wechatMembers = ({ type, trace, reason }: WechatFailure): WechatMembers => {
  const { asked: _, ...wechat } = trace;
  const support = supportOfTrace(trace, type === 'WechatRefused' ? undefined : reason);
  return { wechat, ...(support === undefined ? {} : { support }) };
};
