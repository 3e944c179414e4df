/**
 * What can be seen of a running system from outside, as plain data; `at` in epoch milliseconds, by the clock of whoever
 * acts. `announced` is one event that others will be told; those of one commit come in order, and then `committed`.
 */
export type Seen = { readonly at: number } & (
  | { readonly type: 'asked'; readonly what: string; readonly school?: Terms }
  | { readonly type: 'decided'; readonly sale: string; readonly status: number; readonly again: boolean }
  | { readonly type: 'offered'; readonly offer: Offer }
  | { readonly type: 'acknowledged'; readonly hash: string; readonly status: string; readonly reason: string }
  | { readonly type: 'announced'; readonly key: string; readonly about: string; readonly news: News }
  | { readonly type: 'committed' | 'ends' }
  | { readonly type: 'told'; readonly key: string }
  | ({ readonly type: 'deducts'; readonly no: string; readonly body: string } & Wanted)
  | { readonly type: 'terminates'; readonly user: string }
  /** A verified answer reaches a process of ours, which asked at `since`. */
  | {
      readonly type: 'hears';
      readonly no: string;
      readonly by: 'deduct' | 'query';
      readonly since: number;
      readonly says: Says;
    }
  | { readonly type: 'reads'; readonly pupil: string; readonly since: number; readonly words: string }
  | {
      readonly type: 'noticed';
      readonly id: string;
      readonly authentic: boolean;
      readonly status: number;
      readonly pupil?: string;
      readonly no?: string;
    }
  | {
      readonly type: 'denies';
      readonly since: number;
      readonly version: number;
      readonly versionBefore: number;
      readonly changes: ReadonlyMap<string, boolean>;
    }
  /** What the API shows and what WeChat's books hold when all is quiet. */
  | ({ readonly type: 'shows' } & Shown)
  | ({ readonly type: 'shows-pupil' } & ShownPupil)
  | { readonly type: 'holds'; readonly no: string; readonly state: string; readonly debt: string; readonly fen: number }
);
export interface Limits {
  readonly single?: number;
  readonly day?: number;
}
export interface Terms extends Limits {
  readonly organization: string;
  readonly merchant: string;
  readonly testMerchant: boolean;
}
export type Offer = Readonly<Record<'voucher' | 'before' | 'hash' | 'previous' | 'device' | 'pupil' | 'user', string>> &
  Readonly<Record<'organization' | 'merchant' | 'fen' | 'saleAt' | 'credential' | 'credentialHash', string>>;
interface Wanted {
  readonly credential?: string;
  readonly fen?: number;
  readonly currency?: string;
  readonly merchant?: string;
}
/** The members of an answer that decide (`k12-wire.md` §5.14, §6). */
export interface Says extends Wanted {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly no?: string;
  readonly state?: string;
  readonly debt?: string;
  readonly error?: string;
  readonly paidAt?: number;
}
export interface News extends Partial<
  Readonly<Record<'voucher' | 'credentialHash' | 'no' | 'reason' | 'sale' | 'user', string>>
> {
  readonly type: string;
  readonly usage?: string;
  readonly at?: number;
  readonly paidAt?: number;
  readonly version?: number;
  readonly limits?: Limits;
}
export interface Shown extends Readonly<Record<'id' | 'state' | 'pupil' | 'no' | 'reason', string>> {
  readonly fen: number;
  readonly attempts: number;
}
export interface ShownPupil extends Readonly<Record<'id' | 'contract' | 'usage' | 'debts', string>> {
  readonly blocked: boolean;
  readonly denied: boolean;
  readonly used?: number;
  readonly left?: number;
}
export type Of<T extends Seen['type']> = Extract<Seen, { readonly type: T }>;
