import type { EmulatorKeys } from '@facepay/wechat-emulator';
import { signAnswer } from '@facepay/wechat-protocol';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { privateKeyOf, signerOf } from '../world/keys.ts';

type Headers = Readonly<Record<string, readonly string[]>>;

/**
 * A message under WeChat's own signature, whoever wrote it: to one that is handed this, a check of signatures is as good as
 * none. The time is the one it claims, unless another is given.
 */
export const signedAnew = async <M extends { readonly headers: Headers; readonly body: Uint8Array }>(
  keys: EmulatorKeys,
  message: M,
  atMs?: number,
): Promise<M> => {
  const platform = keys.platform.at(-1);
  if (platform === undefined) return message;
  const claimed = message.headers['wechatpay-timestamp']?.[0];
  const signature = await signAnswer(signerOf(privateKeyOf(platform.privateKeyPem)), {
    timestamp: atMs === undefined ? (claimed ?? '0') : String(Math.floor(atMs / 1000)),
    nonce: 'anew',
    body: message.body,
    serial: platform.serialNo,
  });
  const lists = Object.entries(signature).map(([name, value]) => [name, [value]] as const);
  return { ...message, headers: { ...message.headers, ...Object.fromEntries(lists) } };
};

interface Sealed {
  readonly nonce: string;
  readonly associated_data: string;
  readonly ciphertext: string;
}

/** AES-GCM without a look at its tag: what is in it is taken as it is, and sealed properly. */
export const resealed = (keys: EmulatorKeys, { nonce, associated_data, ciphertext }: Sealed): Sealed => {
  const sealed = Buffer.from(ciphertext, 'base64');
  const key = Buffer.from(keys.apiV3Key);
  // GCM counts up from 2 behind its nonce.
  const plain = createDecipheriv('aes-256-ctr', key, Buffer.concat([Buffer.from(nonce), Buffer.of(0, 0, 0, 2)]));
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce)).setAAD(Buffer.from(associated_data));
  const text = cipher.update(plain.update(sealed.subarray(0, -16)));
  cipher.final();
  return { nonce, associated_data, ciphertext: Buffer.concat([text, cipher.getAuthTag()]).toString('base64') };
};
