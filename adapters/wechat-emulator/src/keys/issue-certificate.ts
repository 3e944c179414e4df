import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { RandomBytes } from '../ids.ts';

export interface IssuedCertificate {
  readonly serialNo: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** 40 upper-case hex digits whose first bit is clear, so that DER needs no leading zero byte. */
const serialNumber = (random: RandomBytes): string => {
  const hex = Buffer.from(random(20)).toString('hex').toUpperCase();
  return `5${hex.slice(1)}`;
};

/** An RSA-2048 key and a self-signed X.509 certificate for it, as real as `v3-rules.md` §1 wants them. */
export const issueCertificate = async (options: {
  readonly commonName: string;
  readonly random: RandomBytes;
  readonly notBefore: number;
  readonly notAfter: number;
}): Promise<IssuedCertificate> => {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const serialNo = serialNumber(options.random);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNo,
      name: `CN=${options.commonName}, O=Emulated WeChat Pay`,
      notBefore: new Date(options.notBefore),
      notAfter: new Date(options.notAfter),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    serialNo,
    certificatePem: `${certificate.toString('pem').trim()}\n`,
    privateKeyPem: `${x509.PemConverter.encode(privateKey, 'PRIVATE KEY').trim()}\n`,
  };
};
