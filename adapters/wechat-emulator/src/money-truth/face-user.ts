export type ContractMode = 'LIMIT_BANK_CARD' | 'PRIORITY_BANK_CARD' | 'LIMIT_NONE';
export type BankCardFrom = 'MERCHANT_LIMITED_BANK_CARD' | 'USER_SELECT_FREE';

/** One signing; signing again makes another one. */
export interface Contract {
  readonly contractId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly openid: string;
  readonly mode: ContractMode;
  readonly bankCardFrom: BankCardFrom;
  /** Tail of the card the contract is bound to; absent for any card. */
  readonly cardNumber?: string;
  readonly signedAt: number;
  readonly terminatedAt?: number;
}

/** A face user as WeChat keeps it: four axes, of which only contract and usage show on the wire. */
export interface FaceUser {
  readonly userId: string;
  readonly organizationId: string;
  readonly outUserId: string;
  readonly name: string;
  readonly userType: 'STUDENT' | 'STAFF';
  readonly classOrPost: string;
  readonly phone: string;
  readonly identityNumber?: string;
  readonly faceImageOk: boolean;
  readonly faceSeed: number;
  readonly lookAlike?: boolean;
  /** Blocked by the provider. */
  readonly disabled: boolean;
  /** Blocked by WeChat or the payer; the provider cannot lift it. */
  readonly wechatBlocked: boolean;
  /** Blocked by WeChat for too many open advances; the provider cannot lift it. */
  readonly platformBlocked: boolean;
  /** Latest contract, ended or not. */
  readonly contractId?: string;
}

export type UserStatus = 'NORMAL' | 'DISABLED';

export const statusOfUser = (user: FaceUser): UserStatus =>
  user.disabled || user.wechatBlocked || user.platformBlocked ? 'DISABLED' : 'NORMAL';

export type ContractState = 'NOT_CONTRACTED' | 'CONTRACTED' | 'TERMINATED';

export const stateOfContract = (contract: Contract | undefined): ContractState => {
  if (contract === undefined) return 'NOT_CONTRACTED';
  return contract.terminatedAt === undefined ? 'CONTRACTED' : 'TERMINATED';
};

/** Advances and card rotation belong to ordinary signing, and to a preferred card that was downgraded (`k12-wire.md` §3.1). */
export const mayRotateAndAdvance = (contract: Contract): boolean =>
  contract.mode === 'LIMIT_NONE' ||
  (contract.mode === 'PRIORITY_BANK_CARD' && contract.bankCardFrom === 'USER_SELECT_FREE');
