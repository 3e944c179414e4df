import { type Check, firstBroken, unless } from './broken.ts';
import type { PayscoreRule } from './rule-words.ts';

/** Code points, as WeChat counts: an emoji and a Chinese character are one each (`payscore-wire.md` §4.1, INV-73). */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Absent is fine; otherwise 1 to `max` code points without control characters or half characters. */
export const checkText = (field: string, text: string | undefined, max: number, rule: PayscoreRule): Check => {
  if (text === undefined) return undefined;
  return firstBroken(
    () => unless(text !== '' && lengthOf(text) <= max, field, rule),
    () => unless(isPlain(text), field, 'text'),
  );
};

/** 商户数据包 as it is sent (§4.1). Bytes are made before a wish is judged, so half a character must not throw here. */
export const encodedAttach = (attach: string): string => encodeURIComponent(attach.toWellFormed());
export const checkAttach = (attach: string | undefined): Check => {
  if (attach === undefined) return undefined;
  return firstBroken(
    () => unless(isPlain(attach), 'attach', 'text'),
    () => unless(attach !== '' && encodedAttach(attach).length <= 256, 'attach', 'attach-length'),
  );
};

/** https, a public host name, no query and no fragment, at most 255 characters (BAD-75). */
export const isPublicNotifyUrl = (url: string): boolean =>
  url.length <= 255 &&
  /^https:\/\/(?:[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?\.)+[A-Za-z][0-9A-Za-z-]{0,61}[0-9A-Za-z](?::\d{1,5})?(?:\/[\w.~/-]*)?$/u.test(
    url,
  ) &&
  !/^https:\/\/[^/:]*\.(?:localhost|local|internal|arpa)(?:[:/]|$)/iu.test(url);

const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text);
