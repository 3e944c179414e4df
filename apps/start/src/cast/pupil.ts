/** What a pupil is there to show; most just eat. */
export type Role =
  | 'ordinary'
  | 'at-counter-2'
  | 'hungry-at-counter-2'
  | 'twin'
  | 'big-spender'
  | 'small-meals-only'
  | 'pocket-money'
  | 'no-balance'
  | 'no-balance-repays'
  | 'tops-up-late'
  | 'answer-lost'
  | 'ended-in-time'
  | 'ended-unheard'
  | 'blocked';

/** The WeChat account behind a contract, as the control plane of the emulator takes it. */
export interface Payer {
  readonly balanceFen: number;
  /** Whether WeChat advances a meal that the balance does not cover. */
  readonly advanceQuota: boolean;
}

export interface Pupil {
  readonly outUserId: string;
  readonly name: string;
  readonly className: string;
  readonly phone: string;
  readonly faceSeed: number;
  /** WeChat asks look-alikes for the last four digits of the phone. */
  readonly lookAlike: boolean;
  readonly openid: string;
  readonly role: Role;
  readonly payer: Payer;
  /** What the parents allow, below every other limit. */
  readonly limits?: { readonly singleLimitFen?: number; readonly dayLimitFen?: number };
}

export const phoneTailOf = ({ phone }: Pupil): string => phone.slice(-4);
