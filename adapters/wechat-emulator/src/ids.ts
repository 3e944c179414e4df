/** Random bytes handed in: the operating system's, or a seeded generator's. */
export type RandomBytes = (size: number) => Uint8Array;

/** Ids in the shapes of `k12-wire.md` §2; everything random comes from the bytes handed in. */
export interface Ids {
  readonly organizationId: () => string;
  readonly userId: () => string;
  readonly contractId: () => string;
  readonly collectionId: () => string;
  readonly token: () => string;
  readonly noticeId: () => string;
  /** Ends in the number that says why a call was refused, or 0. */
  readonly requestId: (tail?: number) => string;
  /** 28 digits, beginning as WeChat's order numbers do. */
  readonly transactionId: () => string;
  /** 29 digits, beginning as WeChat's refund numbers do. */
  readonly refundId: () => string;
  /** 30 digits, as Pay Score numbers its orders. */
  readonly payscoreOrderId: () => string;
  /** 12 or 32 letters and digits. */
  readonly nonce: (length: 12 | 32) => string;
  readonly openid: () => string;
  /** In [0, 1). */
  readonly fraction: () => number;
}

export const createIds = (random: RandomBytes): Ids => {
  const hex = (characters: number) =>
    Buffer.from(random(Math.ceil(characters / 2)))
      .toString('hex')
      .slice(0, characters);
  const issued = (prefix: string, tail: number) => () => `${prefix}${hex(6).toUpperCase()}Z${hex(tail)}`;
  const digits = (length: number) => [...random(length)].map((byte) => byte % 10).join('');
  return {
    organizationId: issued('O', 10),
    userId: issued('FU', 9),
    contractId: issued('CI', 9),
    collectionId: issued('FC', 9),
    token: () => Buffer.from(random(48)).toString('base64url'),
    noticeId: () => `EV-${hex(29)}`,
    requestId: (tail = 0) => `${hex(32).toUpperCase()}-${tail}`,
    transactionId: () => `4200${digits(24)}`,
    refundId: () => `5030${digits(25)}`,
    payscoreOrderId: () => `0000${digits(26)}`,
    nonce: (length) => hex(length),
    openid: () => `o${Buffer.from(random(20)).toString('base64url')}`,
    fraction: () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32,
  };
};
