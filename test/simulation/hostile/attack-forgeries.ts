import { apiV3Key, buildNoticeBody, signAnswer } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { privateKeyOf, signerOf } from '../world/keys.ts';
import type { BareRequest } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

/** BAD-1, BAD-3, BAD-4, BAD-12, BAD-13: notices that WeChat did not sign, did not write so, or did not seal. */
export const attackForgeries = async ({ simulation, keys, expect }: Raid, at: number): Promise<void> => {
  const platform = keys.platform.at(-1);
  const sealKey = apiV3Key(keys.apiV3Key);
  if (platform === undefined || E.isLeft(sealKey)) throw new Error('WeChat has no keys');
  const body = Buffer.from(
    buildNoticeBody(sealKey.right, {
      id: `EV-forged-${at}`,
      createTime: '2026-09-01T12:00:00+08:00',
      eventType: 'SOMETHING.NEW',
      originalType: 'something',
      summary: 'nothing',
      resource: { nothing: at },
      nonce: `f${at}`.padStart(12, '0').slice(-12),
    }),
  );
  const signed = async (bytes: Uint8Array, by: string = platform.privateKeyPem) =>
    signAnswer(signerOf(privateKeyOf(by)), {
      timestamp: String(Math.floor(simulation.wallNow() / 1000)),
      nonce: 'forged',
      body: bytes,
      serial: platform.serialNo,
    });
  const post = (bytes: Uint8Array, headers: Readonly<Record<string, string>>): BareRequest => ({
    method: 'POST',
    target: `/notify/wechat/${keys.mchid}`,
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes,
  });
  const local = { host: 'localhost', 'x-forwarded-for': '127.0.0.1' };
  await expect('INV-48', [401], () => post(body, local));
  await expect('INV-48', [401], async () =>
    post(body, { ...local, ...(await signed(body, keys.merchant.privateKeyPem)) }),
  );
  await expect('INV-45', [401], () => post(Buffer.from('{"id":'), {}));
  await expect('INV-45', [401], async () => post(Buffer.from('{"id":'), await signed(body)));
  const spaced = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8')), undefined, 1));
  await expect('BAD-4', [401], async () => post(spaced, await signed(body)));
  // Before a server knows the certificate, it can only say that it does not (INV-55).
  const unsealed = withWrongTag(body);
  await expect('BAD-13', [400, 401], async () => post(unsealed, await signed(unsealed)));
};

const withWrongTag = (body: Buffer): Buffer => {
  const notice = JSON.parse(body.toString('utf8')) as { readonly resource: { readonly ciphertext: string } };
  const sealed = Buffer.from(notice.resource.ciphertext, 'base64');
  sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
  return Buffer.from(
    JSON.stringify({ ...notice, resource: { ...notice.resource, ciphertext: sealed.toString('base64') } }),
  );
};
