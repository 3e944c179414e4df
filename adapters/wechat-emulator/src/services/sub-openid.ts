import { createHash } from 'node:crypto';
import type { PayscoreParty } from '../money-truth/payscore-order.ts';

/** A user under the appid of a sub-merchant; another name there, as in WeChat. */
export const subOpenidOf = (subAppid: string, openid: string): string =>
  `s${createHash('sha256').update(`${subAppid}/${openid}`).digest('base64url').slice(0, 27)}`;

/** The user's two names in the answers to one party. */
export const namesOf = ({ subAppid }: PayscoreParty, openid: string | undefined): object => ({
  openid,
  sub_openid: subAppid === undefined || openid === undefined ? undefined : subOpenidOf(subAppid, openid),
});
