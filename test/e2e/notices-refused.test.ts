import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRequests } from '../support/count-requests.ts';
import { freezeClock } from '../support/frozen-clock.ts';
import { createNoticeSender, type NoticeChange, type NoticeSender } from '../support/notice-sender.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { exchange, type RawAnswer } from '../support/raw-exchange.ts';
import { makeSchoolKeys, withExpiredCertificate } from '../support/school-keys.ts';

let canteen: Canteen;
let sender: NoticeSender;
let now: number;

beforeAll(async () => {
  const keys = await withExpiredCertificate(await makeSchoolKeys());
  canteen = await openCanteen({ working: false, notifyUrl: 'nowhere', emulator: { keys } });
  now = await freezeClock(canteen);
  sender = createNoticeSender(canteen, () => now);
});
afterAll(() => canteen.close());

/** Sends, and checks that the store is the same to the byte afterwards. */
const refused = async (change: NoticeChange): Promise<RawAnswer> => {
  const before = await canteen.database.digest();
  const answer = await sender.send(change);
  expect(await canteen.database.digest()).toBe(before);
  return answer;
};
const statusOf = async (change: NoticeChange): Promise<number> => (await refused(change)).status;

test('the same notice unchanged is taken in: what follows is refused for what was changed', async () => {
  const before = await canteen.database.digest();
  expect((await sender.send()).status).toBe(200);
  expect(await canteen.database.digest()).not.toBe(before);
});

const signatureHeaders = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-serial', 'wechatpay-signature'];

describe('not authentic: 401, nothing stored', () => {
  test.each(signatureHeaders)('BAD-1 without %s', async (header) => {
    expect(await statusOf({ headers: { [header]: [] } })).toBe(401);
  });

  test.each(signatureHeaders)('BAD-2 %s twice with different values', async (header) => {
    const { headers = {} } = sender.requestOf();
    expect(await statusOf({ headers: { [header]: [String(headers[header]), 'other'] } })).toBe(401);
    expect(await statusOf({ headers: { [header]: ['other', String(headers[header])] } })).toBe(401);
  });

  test('BAD-3 signature of another body; of the same body with one byte changed, wherever', async () => {
    expect(await statusOf({ body: () => String(sender.requestOf().body) })).toBe(401);
    for (const share of [0, 0.1, 0.3, 0.5, 0.7, 0.9])
      expect(await statusOf({ body: (signed) => flipAt(signed, Math.floor(signed.length * share)) })).toBe(401);
  });

  test('BAD-4 the same JSON with other spaces', async () => {
    expect(await statusOf({ body: (signed) => JSON.stringify(JSON.parse(signed), undefined, 1) })).toBe(401);
    expect(await statusOf({ body: (signed) => `${signed}\n` })).toBe(401);
  });

  test("BAD-5 WeChat's own test of us is refused like any other, and counted", async () => {
    const { headers = {} } = sender.requestOf();
    const signature = String(headers['wechatpay-signature']);
    const before = canteen.counters.values().noticeProbes;
    const probe = { 'wechatpay-signature': `WECHATPAY/SIGNTEST/${signature.slice(19)}` };
    expect(await statusOf({ headers: probe })).toBe(401);
    expect(canteen.counters.values().noticeProbes).toBe(before + 1);
  });

  test.each([
    ['no base64', '!!!!'],
    ['empty', ''],
    ['12 KiB long', 'A'.repeat(12 * 1024)],
  ])('BAD-6 a signature that is %s', async (_, wrong) => {
    expect(await statusOf({ headers: { 'wechatpay-signature': wrong } })).toBe(401);
  });

  test('a signature with one letter changed', async () => {
    const { headers = {}, body = '' } = sender.requestOf();
    const signature = flipAt(String(headers['wechatpay-signature']), 100);
    const wrong = { ...headers, 'wechatpay-signature': signature };
    expect(await statusOf({ headers: wrong, body: () => String(body) })).toBe(401);
    expect((await sender.send({ headers, body: () => String(body) })).status).toBe(200);
  });

  test('BAD-6 a signature of 1 MiB never becomes a request: 431, or cut while it is still coming', async () => {
    const before = await canteen.database.digest();
    const headers = { 'wechatpay-signature': 'A'.repeat(1024 * 1024) };
    const outcome = await sender.send({ headers }).then(
      ({ status }) => status,
      (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : cause),
    );
    expect([431, 'ECONNRESET', 'EPIPE']).toContain(outcome);
    expect(await canteen.database.digest()).toBe(before);
    expect((await sender.send()).status).toBe(200);
  });

  test('BAD-7 300 s old or ahead is refused, 299 s either way accepted', async () => {
    expect(await statusOf({ timestamp: String(now - 300) })).toBe(401);
    expect(await statusOf({ timestamp: String(now + 300) })).toBe(401);
    expect((await sender.send({ timestamp: String(now - 299) })).status).toBe(200);
    expect((await sender.send({ timestamp: String(now + 299) })).status).toBe(200);
  });

  test('BAD-8 a timestamp that is no plain number of seconds, though truly signed', async () => {
    const hex = `0x${now.toString(16)}`;
    for (const timestamp of ['NaN', '-1', String(now * 1000), hex, '1e9', `+${now}`, `${now}.0`, `0${now}`, '０'])
      expect([timestamp, await statusOf({ timestamp }).catch(() => 'not sendable')]).toEqual([
        timestamp,
        timestamp === '０' ? 'not sendable' : 401,
      ]);
  });

  test('BAD-9 an unknown serial: 401 for twenty at once, and one download of keys between them', async () => {
    const downloads = await countRequests(canteen.control, '/v3/certificates');
    const signer = { ...sender.wechat, serial: '7'.repeat(40) };
    const digest = await canteen.database.digest();
    const answers = await Promise.all(Array.from({ length: 20 }, () => sender.send({ signer })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(await canteen.database.digest()).toBe(digest);
    expect(await downloads()).toBe(1);
  });

  test('BAD-10 the serial and key of a certificate that has expired', async () => {
    const [expired] = canteen.emulator.keys.platform;
    if (expired === undefined) throw new Error('no certificate');
    const signer = { serial: expired.serialNo, privateKeyPem: expired.privateKeyPem };
    expect(await statusOf({ signer })).toBe(401);
  });

  test("BAD-11 signed with the merchant's own key, under its own serial or under WeChat's", async () => {
    const { serialNo, privateKeyPem } = canteen.merchant;
    expect(await statusOf({ signer: { serial: serialNo, privateKeyPem } })).toBe(401);
    expect(await statusOf({ signer: { serial: sender.wechat.serial, privateKeyPem } })).toBe(401);
    expect(await statusOf({ signer: { serial: canteen.merchant.publicKeyId, privateKeyPem } })).toBe(401);
  });

  test('BAD-12 a forged one that says it comes from this machine (it does)', async () => {
    for (const headers of [{ host: 'localhost' }, { 'x-forwarded-for': '127.0.0.1' }, { 'x-real-ip': '127.0.0.1' }])
      expect(await statusOf({ headers, body: (signed) => flipAt(signed, 20) })).toBe(401);
  });

  test('INV-45: what is not authentic is not even parsed', async () => {
    const answers = await Promise.all(
      ['{', '', '{"id":"\u0000"}', '['.repeat(20_000)].map((body) => refused({ body: () => body })),
    );
    expect(new Set(answers.map(({ status, text }) => [status, JSON.parse(text).code].join()))).toHaveProperty(
      'size',
      1,
    );
  });
});

describe('authentic, but not to be opened: 400, nothing stored', () => {
  test('BAD-13 GCM tag flipped in each of its bytes', async () => {
    for (let back = 1; back <= 16; back += 5) {
      const resealed = sealedBytes((bytes) => {
        const at = bytes.length - back;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
      expect(await statusOf({ content: resealed })).toBe(400);
    }
  });

  test('BAD-13 ciphertext shorter than a tag, not base64, nonce not 12 bytes, other associated data', async () => {
    for (const sealed of [
      { ciphertext: Buffer.alloc(15).toString('base64') },
      { ciphertext: '' },
      { ciphertext: '*' },
      { nonce: 'short' },
      { nonce: 'thirteen-long' },
      { nonce: '' },
      { associated_data: 'other' },
    ])
      expect([sealed, await statusOf({ content: { sealed } })]).toEqual([sealed, 400]);
    expect((await sender.send()).status).toBe(200); // the process is alive
  });

  test('BAD-14 another algorithm', async () => {
    for (const algorithm of ['AEAD_AES_128_GCM', 'none', '', 'aead_aes_256_gcm'])
      expect(await statusOf({ content: { sealed: { algorithm } } })).toBe(400);
  });

  test('an envelope without its members', async () => {
    for (const missing of ['id', 'event_type', 'resource', 'create_time'])
      expect([missing, await statusOf({ content: { envelope: { [missing]: undefined } } })]).toEqual([missing, 400]);
  });
});

describe('not a notice at all', () => {
  test('BAD-24 64 KiB and one byte: 413; exactly 64 KiB is read', async () => {
    expect(await statusOf(padded(64 * 1024 + 1))).toBe(413);
    expect(await statusOf(padded(64 * 1024))).toBe(401);
  });

  test('BAD-24 chunked without end: the connection is closed at the cap', async () => {
    const before = await canteen.database.digest();
    const { answer, sentBytes } = await sendWithoutEnd();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sentBytes).toBeLessThan(16 * 1024 * 1024);
    expect(await canteen.database.digest()).toBe(before);
  });

  test('BAD-25 GET and PUT: 405; XML: 415; compressed: 415', async () => {
    expect(await statusOf({ request: { method: 'GET' }, body: () => '' })).toBe(405);
    expect(await statusOf({ request: { method: 'PUT' } })).toBe(405);
    expect(await statusOf({ headers: { 'content-type': 'text/xml' } })).toBe(415);
    expect(await statusOf({ headers: { 'content-encoding': 'gzip' } })).toBe(415);
  });

  test("another merchant's address: 404", async () => {
    const { url } = canteen.server;
    const answer = await exchange(url, { ...sender.requestOf(), target: '/notify/wechat/1900000000' });
    expect(answer.status).toBe(404);
  });
});

/** As long as wanted, by spaces at the end. */
const padded = (length: number): NoticeChange => ({
  body: (signed) => signed + ' '.repeat(length - Buffer.byteLength(signed)),
});

const flipAt = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);

/** A genuine sealing whose bytes are changed before the whole is signed. */
const sealedBytes = (change: (bytes: Buffer) => Buffer) => {
  const { resource } = JSON.parse(String(sender.requestOf().body));
  const ciphertext = change(Buffer.from(resource.ciphertext, 'base64')).toString('base64');
  return { sealed: { ...resource, ciphertext } };
};

/** Sends chunks for as long as the server listens. */
const sendWithoutEnd = (): Promise<{ readonly answer: string; readonly sentBytes: number }> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(canteen.server.url);
    const socket = connect(Number(port), hostname);
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    let answer = '';
    const head = `POST ${canteen.notifyPath} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
    const pump = setInterval(() => socket.write(chunk), 1);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(pump);
      resolve({ answer, sentBytes: socket.bytesWritten });
    });
  });
