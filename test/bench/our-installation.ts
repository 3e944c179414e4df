import { environmentOf, type Installation, newInstallation } from '../support/installation.ts';
import type { BenchKeys } from './bench-keys.ts';

export interface OurInstallation {
  readonly installation: Installation;
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseFile: string;
}

/** Our server and worker as anybody would run them: real clock, SQLite, public-key mode. */
export const ourInstallation = (folder: string, keys: BenchKeys, wechatUrl: string): OurInstallation => {
  const installation = newInstallation(folder);
  const merchant = {
    mchid: keys.mchid,
    appid: keys.appid,
    subMchid: keys.subMchid,
    testSubMchid: keys.subMchid,
    serialNo: keys.merchantSerialNo,
    certificatePem: '',
    privateKeyPem: keys.merchantPrivateKeyPem,
    apiV3Key: keys.apiV3Key,
    apiV2Key: keys.apiV3Key,
    publicKeyId: keys.wechatKeyId,
    publicKeyPem: keys.wechatPublicKeyPem,
    platformCertificates: [],
  };
  const environment = environmentOf(installation, {
    merchant,
    emulatorUrl: wechatUrl,
    serverPort: 0,
    knownKeys: 'public-key',
  });
  const { FACEPAY_CLOCK: _, ...rest } = environment;
  return { installation, environment: rest, databaseFile: `${folder}/facepay.db` };
};

/** As in the `server` and `worker` scripts of package.json. */
export const ourFlags = ['--max-semi-space-size=4'] as const;
