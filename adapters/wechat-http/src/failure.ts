import type { WechatFailure, WechatTrace } from '@facepay/domain';

/** The answer proves nothing, or there is none: whatever was asked for may have happened (INV-9). */
export const unknown = (reason: string, trace: WechatTrace = {}): WechatFailure => ({
  type: 'WechatUnknown',
  reason,
  trace,
});
export const unavailable = (reason: string, trace: WechatTrace = {}): WechatFailure => ({
  type: 'WechatUnavailable',
  reason,
  trace,
});
/** Only of a verified answer. */
export const refused = (trace: WechatTrace): WechatFailure => ({
  type: 'WechatRefused',
  reason: trace.code ?? 'refused',
  trace,
});
