import * as E from 'fp-ts/lib/Either.js';
import type { DeductRequest } from './order.ts';

/** What a pay credential opens to, as far as money is concerned. */
export interface OpenedCredential {
  readonly organizationId: string;
  readonly userId: string;
  readonly spMchid: string;
  readonly subMchid: string;
  readonly amountFen: number;
  readonly mintedAt: number;
}

export interface CredentialFacts {
  readonly request: DeductRequest;
  readonly orderKey: string;
  /** Undefined when it could not be opened. */
  readonly opened: OpenedCredential | undefined;
  /** The order that holds or has used this credential. */
  readonly takenBy: string | undefined;
  readonly now: number;
  readonly lifeMs: number;
}

export type CredentialRefusal = { readonly type: 'CredentialRefused'; readonly message: string };

const refused = (message: string): E.Either<CredentialRefusal, never> => E.left({ type: 'CredentialRefused', message });

const differs = (key: string, parameter: string | number, bound: string | number) =>
  refused(`参数内容和扣款凭证内容不一致，参数中${key}=${parameter}，扣款凭证中${key}=${bound}`);

/** The checks of `k12-wire.md` §12, in that order: decodable, bound values, age, unused. */
export const checkCredential = (facts: CredentialFacts): E.Either<CredentialRefusal, OpenedCredential> => {
  const { request, opened } = facts;
  if (opened === undefined) return refused('扣款凭证不合法');
  // The messages seen live use the names of the terminal SDK for the bound values.
  if (opened.spMchid !== request.spMchid) return differs('mch_id', request.spMchid, opened.spMchid);
  if (opened.subMchid !== request.subMchid) return differs('sub_mch_id', request.subMchid, opened.subMchid);
  if (opened.amountFen !== request.amountFen) return differs('total_fee', request.amountFen, opened.amountFen);
  if (facts.now - opened.mintedAt > facts.lifeMs) return refused('扣款凭证已过期');
  if (facts.takenBy !== undefined && facts.takenBy !== facts.orderKey) return refused('扣款凭证已被使用');
  return E.right(opened);
};
