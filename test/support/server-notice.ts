import {
  encryptResource,
  jsonBody,
  apiV3Key,
  buildNoticeBody,
  createRsaSignerSync,
  signAnswer,
} from '@facepay/wechat-protocol';
import { createPrivateKey } from 'node:crypto';
import { schoolKeys } from '../conformance/wechat-school.ts';
import { bytesOf, callServer, type ServerAnswer } from './server-call.ts';
import { must, serverMchid, type ServerWorld } from './server-world.ts';

const key = must(apiV3Key(schoolKeys.apiV3Key));
export const noticeTarget = `/notify/wechat/${serverMchid}`;

/** A notice as WeChat builds it; `resource` is what is sealed in it. */
export const noticeBody = (
  id: string,
  resource: object,
  { eventType = 'FACEPAY.USER_STATE_CHANGE', originalType = 'facepay' } = {},
): Uint8Array =>
  buildNoticeBody(key, {
    id,
    createTime: '2026-09-07T12:00:00+08:00',
    eventType,
    originalType,
    summary: 'summary',
    resource,
    nonce: 'abcdefghijkl',
  });

/** The envelope with another sealed part: signed all the same, for what must be refused after the signature. */
export const noticeWith = (id: string, sealed: Readonly<Record<string, unknown>>): Uint8Array =>
  jsonBody({
    id,
    create_time: '2026-09-07T12:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: 'FACEPAY.USER_STATE_CHANGE',
    summary: 'summary',
    resource: {
      original_type: 'facepay',
      ...encryptResource(key, { plaintext: Buffer.from('{}'), nonce: 'abcdefghijkl', associatedData: 'facepay' }),
      ...sealed,
    },
  });

export interface NoticeSigning {
  readonly atMs?: number;
  /** A PEM; WeChat's own public-key-mode key by default. */
  readonly privateKeyPem?: string;
  readonly serial?: string;
}

/** The four headers of a genuine signature over these bytes. */
export const noticeHeaders = async (
  world: ServerWorld,
  body: Uint8Array,
  { atMs, privateKeyPem = schoolKeys.publicKey.privateKeyPem, serial = schoolKeys.publicKey.id }: NoticeSigning = {},
): Promise<Readonly<Record<string, string>>> => {
  return signAnswer(createRsaSignerSync(createPrivateKey(privateKeyPem)), {
    timestamp: String(Math.floor((atMs ?? world.school.now()) / 1000)),
    nonce: 'n0nce',
    body,
    serial,
  });
};

export const sendNotice = async (
  world: ServerWorld,
  body: Uint8Array,
  change: {
    readonly signing?: NoticeSigning;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  } = {},
): Promise<ServerAnswer> =>
  callServer(world, 'POST', noticeTarget, {
    body: bytesOf(body),
    headers: { ...(await noticeHeaders(world, body, change.signing)), ...change.headers },
  });
