/**
 * Whether a credential (扣款凭证) is as long as it says: strict base64 of three length-delimited parts, a key label of 5
 * bytes, a block of 128 and the sealed rest (`k12-wire.md` §2). Catches what was cut or re-encoded on its way (BAD-46);
 * what it says, only WeChat can read.
 */
export const credentialWhole = (credential: string): boolean => {
  if (credential.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(credential)) return false;
  const bytes = Buffer.from(credential, 'base64');
  const sizes: number[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return false;
    const size = bytes.readUInt16BE(at);
    sizes.push(size);
    at += 2 + size;
    if (at > bytes.length) return false;
  }
  return sizes.length === 3 && sizes[0] === labelBytes && sizes[1] === blockBytes && (sizes[2] ?? 0) > 0;
};
const labelBytes = 5;
const blockBytes = 128;
