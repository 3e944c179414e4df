/** Values that occur nowhere else: each stands for one personal field (INV-88). */
export const canaryPupil = {
  outUserId: 'pupil-77001',
  name: '金丝雀童',
  phone: '13977650001',
  classOrPost: '金丝雀三班',
  guardian: '金丝雀监护',
  identityNumber: '110101201301977659',
  openid: 'oCanary-openid-77650001',
  payer: '金丝雀付款',
  dish: '金丝雀套餐',
  cardNumber: '6225887765000177',
  cardHolder: '金丝雀持卡',
  cardPhone: '13977650002',
  laterPhone: '13977650003',
  rawData: 'canary-raw-data-77650001',
  operatorReason: '金丝雀原因',
  idempotencyKey: 'canary-key-77650001',
} as const;

/** Finds a secret however it is written: as it is, in a URL, in JSON escapes, in base64 or hex. */
export const createCanaryWatch = (personal: readonly string[]) => {
  const spellings = new Map(personal.map((secret) => [secret, spellingsOf(secret)]));
  return {
    /** What became secret later, such as a credential that was minted. */
    add: (...secrets: readonly string[]): void => {
      for (const secret of secrets) if (secret.length >= 4) spellings.set(secret, spellingsOf(secret));
    },
    /** The secrets that are in it. */
    foundIn: (text: string): readonly string[] =>
      [...spellings].flatMap(([secret, known]) => (known.some((spelling) => text.includes(spelling)) ? [secret] : [])),
  };
};
export type CanaryWatch = ReturnType<typeof createCanaryWatch>;

const spellingsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const escaped = secret
    .split('')
    .map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
  return [
    secret,
    encodeURIComponent(secret),
    escaped,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/u, ''),
    bytes.toString('base64url'),
  ];
};

/** A line from the middle of a PEM: what no other key has. */
export const middleOf = (pem: string): string => {
  const lines = pem.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('-----'));
  return lines[Math.floor(lines.length / 2)] ?? pem;
};
