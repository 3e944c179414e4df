import { generateKeyPairSync, sign } from 'node:crypto';

export interface SmallCertificate {
  readonly serialNo: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

/**
 * A self-signed RSA-512 certificate in plain DER (RFC 5280): the real algorithm at a fraction of the price of real sizes,
 * which is three quarters of a seed's time. One seed in twenty runs with keys of the real size.
 */
export const issueSmallCertificate = (serialNo: string, notBefore: number, notAfter: number): SmallCertificate => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
  const algorithm = der(0x30, sha256WithRsa, der(0x05));
  const name = der(0x30, der(0x31, der(0x30, commonNameOid, der(0x0c, Buffer.from('Simulated WeChat Pay')))));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.from(serialNo, 'hex')),
    algorithm,
    name,
    der(0x30, utcTime(notBefore), utcTime(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.of(0), sign('RSA-SHA256', body, privateKey));
  return {
    serialNo,
    certificatePem: pem('CERTIFICATE', der(0x30, body, algorithm, signature)),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
};
const sha256WithRsa = der(0x06, Buffer.from('2a864886f70d01010b', 'hex'));
const commonNameOid = der(0x06, Buffer.from('550403', 'hex'));

/** `YYMMDDHHMMSSZ` */
const utcTime = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-T:]/gu, '')}Z`));

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/gu) ?? []).join('\n')}\n-----END ${label}-----\n`;
