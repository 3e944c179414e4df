import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { apiV3Key, deriveMintingKey } from '@facepay/wechat-protocol';
import type { ApiV3Key, MintingKey, Sign } from '@facepay/wechat-protocol';
import type { Meta } from '../world/records.ts';
import type { EmulatorKeys, PlatformKey } from './emulator-keys.ts';

/** Who signs an answer or a notice, and under which name. */
export interface Signer {
  readonly serial: string;
  readonly sign: Sign;
}

/** The keys, ready to use, and the choice among them (`v3-rules.md` §4). */
export interface KeyRoom {
  readonly keys: () => EmulatorKeys;
  /** Of now: what is sealed from here on is sealed with it. */
  readonly apiV3Key: () => ApiV3Key;
  /** What is encrypted for the merchant: the newest of its certificates. */
  readonly merchantPublicKey: () => KeyObject;
  /** What a request under this serial is verified with: of the newest certificate, or of one that is not retired yet. */
  readonly merchantKeyOf: (serialNo: string) => KeyObject | undefined;
  /** Secret behind credentials and authinfo. */
  readonly sealKey: Uint8Array;
  readonly mintingKey: (label: string) => MintingKey;
  /** `Wechatpay-Serial` of the request names the wish; the mode decides. */
  readonly answerSigner: (wishedSerial: string | undefined) => Signer;
  /** `draw` in [0, 1) decides in the mixed period. */
  readonly noticeSigner: (draw: number) => Signer;
  /** A key that is not WeChat's: for forged notices. */
  readonly forger: () => Signer;
  /** The private key an encrypted field was meant for; undefined for a serial that is not in use. */
  readonly fieldKey: (serial: string) => KeyObject | undefined;
  /** Certificates to list: none in public-key mode. */
  readonly listed: (now: number) => readonly PlatformKey[];
  readonly add: (key: PlatformKey) => void;
  /** False where it has not 32 bytes. */
  readonly changeApiV3Key: (key: string) => boolean;
  /** The former certificates stay good until `retireMerchants`; a start anew forgets them. */
  readonly changeMerchant: (merchant: EmulatorKeys['merchant']) => void;
  readonly retireMerchants: () => void;
}

export interface KeyRoomDeps {
  readonly keys: EmulatorKeys;
  readonly signer: (privateKey: KeyObject) => Sign;
  readonly meta: () => Meta;
  readonly keepKeys: ((keys: EmulatorKeys) => void) | undefined;
}

export const createKeyRoom = (deps: KeyRoomDeps): KeyRoom => {
  let keys = deps.keys;
  const aead = apiV3Key(keys.apiV3Key);
  if (E.isLeft(aead)) throw new RangeError('the APIv3 key must have 32 bytes');
  let sealing = aead.right;
  let merchants = new Map([[keys.merchant.serialNo, publicOf(keys.merchant)]]);
  let newest = publicOf(keys.merchant);
  const opened = new Map<string, { readonly key: KeyObject; readonly signer: Signer }>();
  const open = (serial: string, pem: string) => {
    const known = opened.get(serial);
    if (known !== undefined) return known;
    const key = createPrivateKey(pem);
    const fresh = { key, signer: { serial, sign: deps.signer(key) } };
    opened.set(serial, fresh);
    return fresh;
  };
  const sealKey = new Uint8Array(Buffer.from(keys.sealKey, 'base64'));
  const publicKey = () => open(keys.publicKey.id, keys.publicKey.privateKeyPem);
  const platform = (serial: string) => {
    const found = keys.platform.find(({ serialNo }) => serialNo === serial);
    return found === undefined ? undefined : open(serial, found.privateKeyPem);
  };
  const signing = () => {
    const current = platform(deps.meta().platformSerial);
    if (current === undefined) throw new Error('the signing platform certificate is missing');
    return current;
  };
  const mintingKeys = new Map<string, MintingKey>();
  const mintingKey = (label: string): MintingKey => {
    if (mintingKeys.size > 1000) mintingKeys.clear(); // labels come from whoever sends a credential
    const known = mintingKeys.get(label) ?? deriveMintingKey(sealKey, label);
    mintingKeys.set(label, known);
    return known;
  };
  return {
    keys: () => keys,
    apiV3Key: () => sealing,
    merchantPublicKey: () => newest,
    merchantKeyOf: (serialNo) => merchants.get(serialNo.toUpperCase()),
    sealKey,
    mintingKey,
    answerSigner: (wished) => {
      const { keyMode } = deps.meta();
      const byPublicKey = keyMode === 'public-key' || (keyMode === 'mixed' && wished === keys.publicKey.id);
      return (byPublicKey ? publicKey() : signing()).signer;
    },
    noticeSigner: (draw) => {
      const { keyMode, publicKeyShare } = deps.meta();
      const byPublicKey = keyMode === 'public-key' || (keyMode === 'mixed' && draw < publicKeyShare);
      return (byPublicKey ? publicKey() : signing()).signer;
    },
    forger: () => ({ ...signing().signer, sign: open('forger', keys.merchant.privateKeyPem).signer.sign }),
    fieldKey: (serial) => {
      const { keyMode } = deps.meta();
      if (serial === keys.publicKey.id) return keyMode === 'certificate' ? undefined : publicKey().key;
      return keyMode === 'public-key' ? undefined : platform(serial.toUpperCase())?.key;
    },
    listed: (now) =>
      deps.meta().keyMode === 'public-key' ? [] : keys.platform.filter(({ expiresAt }) => now < expiresAt),
    add: (key) => {
      keys = { ...keys, platform: [...keys.platform, key] };
      deps.keepKeys?.(keys);
    },
    changeApiV3Key: (text) => {
      const read = apiV3Key(text);
      if (E.isLeft(read)) return false;
      sealing = read.right;
      keys = { ...keys, apiV3Key: text };
      deps.keepKeys?.(keys);
      return true;
    },
    changeMerchant: (merchant) => {
      newest = publicOf(merchant);
      merchants.set(merchant.serialNo, newest);
      keys = { ...keys, merchant };
      deps.keepKeys?.(keys);
    },
    retireMerchants: () => {
      merchants = new Map([[keys.merchant.serialNo, newest]]);
    },
  };
};

const publicOf = ({ certificatePem }: EmulatorKeys['merchant']): KeyObject =>
  new X509Certificate(certificatePem).publicKey;
