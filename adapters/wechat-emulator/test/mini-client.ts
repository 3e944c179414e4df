import {
  constants,
  createPrivateKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import type { Handle, HttpAnswer } from '@facepay/wechat-protocol';
import type { EmulatorKeys } from '../src/index.ts';

export interface MiniAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** An empty object for an empty body. */
  readonly json: Record<string, unknown>;
}

export interface CallOptions {
  /** Value of `Wechatpay-Serial`. */
  readonly serial?: string;
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent instead of what was signed. */
  readonly tamper?: (body: string) => string;
  readonly authorization?: string;
}

/** A WeChat Pay v3 client in forty lines: signs with node:crypto alone, sharing nothing with the code under test. */
export const createMiniClient = (deps: {
  readonly handle: Handle;
  readonly keys: EmulatorKeys;
  readonly now: () => number;
}) => {
  const { handle, keys, now } = deps;
  const privateKey = createPrivateKey(keys.merchant.privateKeyPem);

  const authorization = (method: string, target: string, body: string, timestamp: number): string => {
    const nonce = randomBytes(16).toString('hex');
    const signed = `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64');
    return `WECHATPAY2-SHA256-RSA2048 mchid="${keys.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${keys.merchant.serialNo}"`;
  };

  const send = async (method: string, target: string, headers: Record<string, string>, body: string) => {
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    return toMini(await handle({ method, target, headers: lists, body: new TextEncoder().encode(body) }));
  };

  return {
    authorization,
    /** A sensitive field under the WeChat Pay public key. */
    encrypt: (text: string): string =>
      publicEncrypt(
        { key: keys.publicKey.publicKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
        Buffer.from(text),
      ).toString('base64'),
    /** A sensitive field of an answer. */
    decrypt: (text: unknown): string =>
      privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
        Buffer.from(String(text), 'base64'),
      ).toString(),
    /** A signed call. */
    call: (method: string, target: string, body?: object | string, options: CallOptions = {}): Promise<MiniAnswer> => {
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      const timestamp = options.timestamp ?? Math.floor(now() / 1000);
      return send(
        method,
        target,
        {
          accept: 'application/json',
          'user-agent': 'mini-client',
          'content-type': 'application/json',
          authorization: options.authorization ?? authorization(method, target, text, timestamp),
          ...(options.serial !== undefined && { 'wechatpay-serial': options.serial }),
          ...options.headers,
        },
        options.tamper?.(text) ?? text,
      );
    },
    /** The control plane: no signature. */
    control: (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<MiniAnswer> =>
      send(method, `/_emulator${path}`, headers, body === undefined ? '' : JSON.stringify(body)),
    /** Whether the three lines of an answer verify with the key its serial names. */
    verifies: (answer: MiniAnswer): boolean => verifies(keys, answer.headers, answer.text),
  };
};

export const verifies = (keys: EmulatorKeys, headers: Readonly<Record<string, string>>, body: string): boolean => {
  const serial = headers['wechatpay-serial'];
  const certificate = keys.platform.find(({ serialNo }) => serialNo === serial);
  const key =
    serial === keys.publicKey.id
      ? keys.publicKey.publicKeyPem
      : certificate && new X509Certificate(certificate.certificatePem).publicKey;
  if (key === undefined) return false;
  const text = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`;
  return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(headers['wechatpay-signature'] ?? '', 'base64'));
};

const toMini = (answer: HttpAnswer): MiniAnswer => {
  const text = new TextDecoder().decode(answer.body);
  return { status: answer.status, headers: answer.headers, text, json: text === '' ? {} : parsed(text) };
};

const parsed = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};
