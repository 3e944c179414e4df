import type { OutgoingCall } from '@facepay/wechat-protocol';

/** Undefined if the URL parser would send another target than the one that was signed (INV-57). */
export const toOwnUrl = ({ origin, target }: Pick<OutgoingCall, 'origin' | 'target'>): URL | undefined => {
  const text = `${origin}${target}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.origin === origin && `${url.pathname}${url.search}` === target ? url : undefined;
};
