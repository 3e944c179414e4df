import { charactersOf } from '../money-truth/characters.ts';
import { outOfRange, type PayscoreRefusal } from '../money-truth/payscore-refusal.ts';

interface PayscoreTextRule {
  readonly field: string;
  readonly value: string | undefined;
  readonly max: number;
  readonly pattern?: RegExp;
}

/** Lengths in characters, a Chinese one and an emoji counting one each (`payscore-wire.md` §4.1). */
export const payscoreTextFault = (rules: readonly PayscoreTextRule[]): PayscoreRefusal | undefined => {
  const broken = rules.find(
    ({ value, max, pattern }) =>
      value !== undefined && (value === '' || charactersOf(value) > max || pattern?.test(value) === false),
  );
  return broken === undefined ? undefined : outOfRange(broken.field);
};

export const outOrderNoPattern = /^[0-9A-Za-z_\-|*]{1,32}$/;

/** HTTPS without a query, at most 255 characters; plain HTTP to this machine is our concession. */
export const payscoreUrlFault = (url: string | undefined): PayscoreRefusal | undefined => {
  if (url === undefined) return undefined;
  const wrong = outOfRange('notify_url');
  if (url.length > 255 || !URL.canParse(url)) return wrong;
  const { protocol, hostname, search, hash } = new URL(url);
  if (search !== '' || hash !== '' || url.includes('?')) return wrong;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback) ? undefined : wrong;
};
