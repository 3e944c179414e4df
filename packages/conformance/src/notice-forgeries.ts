import type { NoticeRequest } from '@facepay/domain';
import { noticeHeaders, type NoticeDraft, type NoticeWorld, textOf, withHeader } from './notice-world.ts';

/** Makes of a genuine notice one that must not be believed. */
type Forge = (genuine: NoticeRequest, world: NoticeWorld) => NoticeRequest | Promise<NoticeRequest>;
type Forgery = readonly [name: string, forge: Forge];

const { signature, timestamp } = noticeHeaders;
const names = Object.values(noticeHeaders);
const without = (request: NoticeRequest, missing: readonly string[]): NoticeRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !missing.includes(name))),
});
const drafted =
  (draft: NoticeDraft): Forge =>
  (_, world) =>
    world.write(draft);
/** Signed along, so that only the reading of the number can refuse it. */
const signedAt =
  (write: (seconds: number) => string): Forge =>
  (_, world) =>
    world.write({ signedAt: write(Math.floor(world.now() / 1000)) });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const forgeries: readonly Forgery[] = [
  ['BAD-1 none of the four headers', (genuine) => without(genuine, names)],
  ...names.map((name): Forgery => [`BAD-1 no ${name}`, (genuine) => without(genuine, [name])]),
  ...names.map((name): Forgery => [
    `BAD-2 two different ${name}`,
    (genuine) => withHeader(genuine, name, ...(genuine.headers[name] ?? []), 'another'),
  ]),
  ['BAD-3 signature of another body', async (genuine, { write }) => ({ ...genuine, body: (await write()).body })],
  [
    'BAD-4 the same JSON with other spaces',
    (genuine) => ({ ...genuine, body: utf8(JSON.stringify(JSON.parse(textOf(genuine)), null, 1)) }),
  ],
  ...['', '?*!', '====', 'A'.repeat(1024 * 1024)].map((text): Forgery => [
    `BAD-6 signature of ${text.length} characters ${text.slice(0, 4)}`,
    (genuine) => withHeader(genuine, signature, text),
  ]),
  [
    'BAD-7 another time than the one signed',
    (genuine, { now }) => withHeader(genuine, timestamp, `${Math.floor(now() / 1000) + 1}`),
  ],
  ['BAD-8 timestamp NaN', signedAt(() => 'NaN')],
  ['BAD-8 no timestamp', signedAt(() => '')],
  ['BAD-8 negative', signedAt((seconds) => `-${seconds}`)],
  ['BAD-8 13 digits', signedAt((seconds) => `${seconds}000`)],
  ['BAD-8 hex', signedAt((seconds) => `0x${seconds.toString(16)}`)],
  ['BAD-8 an exponent', signedAt((seconds) => `${seconds / 1000}e3`)],
  ['BAD-8 a fraction', signedAt((seconds) => `${seconds}.0`)],
  ['BAD-8 a leading zero', signedAt((seconds) => `0${seconds}`)],
  ['BAD-9 a serial that nobody knows', drafted({ signer: 'merchant-as-nobody' })],
  ['BAD-11 the merchant’s own key under its own serial', drafted({ signer: 'merchant' })],
  ['BAD-11 the merchant’s own key under WeChat’s serial', drafted({ signer: 'merchant-as-wechat' })],
  ['another kind of signature', (genuine) => withHeader(genuine, 'wechatpay-signature-type', 'WECHATPAY2-HMAC')],
  ...['host', 'x-forwarded-for', 'forwarded', 'x-real-ip', 'x-debug'].map((name): Forgery => [
    `BAD-12, INV-48 forged, and ${name} names this machine`,
    async (_, { write }) => withHeader(await write({ signer: 'merchant-as-wechat' }), name, 'localhost', '127.0.0.1'),
  ]),
];
