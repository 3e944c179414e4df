import * as t from 'io-ts';
import type { CallSucceeding } from './call-json.ts';
import { readAs } from './read-as.ts';

const PlatformCertificate = t.type({ serialNo: t.string, certificatePem: t.string, signing: t.boolean });

/** The service provider's identity at the emulator, and WeChat's own keys. */
export const Merchant = t.type(
  {
    mchid: t.string,
    appid: t.string,
    subMchid: t.string,
    testSubMchid: t.string,
    serialNo: t.string,
    certificatePem: t.string,
    privateKeyPem: t.string,
    apiV3Key: t.string,
    apiV2Key: t.string,
    publicKeyId: t.string,
    publicKeyPem: t.string,
    platformCertificates: t.array(PlatformCertificate),
  },
  'Merchant',
);
export type Merchant = t.TypeOf<typeof Merchant>;

export const fetchMerchant = async (control: CallSucceeding): Promise<Merchant> =>
  readAs(Merchant, await control('GET', '/_emulator/merchant'));
