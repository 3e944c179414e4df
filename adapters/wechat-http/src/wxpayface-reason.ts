import type { WxpayfaceAnswerRefused } from '@facepay/wechat-protocol';

/** Why an answer proves nothing; names paths and known words, never values (INV-88). */
export const wxpayfaceReason = (why: WxpayfaceAnswerRefused): string => {
  switch (why.type) {
    case 'XmlRefused':
      return `unreadable: ${why.reason}`;
    case 'WireMismatch':
      return `mismatch: ${why.paths.join(', ')}`;
    case 'RefusalUnsigned':
      return `refused, unsigned: ${why.code}`;
    case 'SignMissing':
    case 'SignWrong':
      return why.type;
  }
};
