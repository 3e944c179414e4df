import { plainBytes } from './bytes.ts';
import type { Sign } from './signing.ts';

export interface SignedAnswer {
  /** Unix seconds, decimal. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Raw bytes as sent or received; empty for 204. */
  readonly body: Uint8Array;
}

/** The three lines WeChat Pay signs in responses and notices, each ended by a line feed. `v3-rules.md` §3. */
export const answerText = ({ timestamp, nonce, body }: SignedAnswer): Uint8Array => {
  const head = `${timestamp}\n${nonce}\n`;
  const headBytes = Buffer.byteLength(head);
  const text = Buffer.allocUnsafe(headBytes + body.length + 1);
  text.write(head);
  text.set(body, headBytes);
  text[headBytes + body.length] = lineFeed;
  return plainBytes(text);
};
const lineFeed = 10;

export const answerSignatureType = 'WECHATPAY2-SHA256-RSA2048';

/** Lower-case names of the headers around a signature. */
export const signatureHeaders = {
  timestamp: 'wechatpay-timestamp',
  nonce: 'wechatpay-nonce',
  signature: 'wechatpay-signature',
  serial: 'wechatpay-serial',
  signatureType: 'wechatpay-signature-type',
} as const;

/** The five signature headers of a response or notice; what WeChat does, and therefore our emulator. */
export const signAnswer = async (
  sign: Sign,
  answer: SignedAnswer & { readonly serial: string },
): Promise<Readonly<Record<string, string>>> => ({
  [signatureHeaders.timestamp]: answer.timestamp,
  [signatureHeaders.nonce]: answer.nonce,
  [signatureHeaders.signature]: await sign(answerText(answer)),
  [signatureHeaders.serial]: answer.serial,
  [signatureHeaders.signatureType]: answerSignatureType,
});
