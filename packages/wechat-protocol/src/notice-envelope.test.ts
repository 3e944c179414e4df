import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { describe, expect, it } from 'vitest';
import { apiV3Key } from './aead.ts';
import { signAnswer } from './answer-signature.ts';
import { buildNoticeBody } from './build-notice.ts';
import { utf8 } from './bytes.ts';
import { toHeaderLists } from './http-message.ts';
import { createKeyRing } from './key-ring.ts';
import { noticeBytesMax, openNotice } from './notice-envelope.ts';
import { createRsaSignerSync } from './signing.ts';
import { verifyAnswer } from './verify-answer.ts';
import { decodeBody } from './wire/decode.ts';
import { UserStateNotice } from './wire/user-state-notice.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ring = createKeyRing([{ serial: 'S', publicKey, kind: 'publicKey' }]);
const key = pipe(
  apiV3Key('0123456789abcdefghijklmnopqrstuv'),
  E.getOrElseW(() => expect.fail('not 32 bytes')),
);
const resource = { user_id: 'FU1', out_user_id: 'stu-000123', organization_id: 'O1', mch_id: '1900000001' };
const notice = {
  id: 'EV-1',
  createTime: '2022-09-01T08:00:00+08:00',
  eventType: 'FACEPAY.USER_STATE_CHANGE',
  originalType: 'facepay',
  summary: '刷脸用户签约状态变更',
  nonce: '0123456789ab',
  resource,
};

const verify = async (body: Uint8Array) => {
  const parts = { timestamp: '1700000000', nonce: 'n', body, serial: 'S' };
  const headers = toHeaderLists(await signAnswer(createRsaSignerSync(privateKey), parts));
  const verified = verifyAnswer(ring, headers, body, 1_700_000_000_000);
  return E.isRight(verified) ? verified.right : expect.fail('not verified');
};
const open = async (body: Uint8Array, keys = [key]) => openNotice(keys, await verify(body));
const changed = (change: object) =>
  utf8(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(buildNoticeBody(key, notice))), ...change }));

describe('openNotice', () => {
  it('INV-45: opens a verified notice to its plaintext and keeps the raw bytes', async () => {
    const body = buildNoticeBody(key, notice);
    const opened = await open(body);
    expect(opened).toMatchObject({
      right: {
        id: 'EV-1',
        eventType: notice.eventType,
        originalType: 'facepay',
        createTime: notice.createTime,
        raw: body,
      },
    });
    const plaintext = pipe(
      opened,
      E.map((each) => each.plaintext),
      E.flatMap(decodeBody(UserStateNotice)),
    );
    expect(plaintext).toMatchObject(E.right(resource));
  });

  it('INV-46: a wrong tag, key or algorithm is a refusal', async () => {
    const sealed = { algorithm: 'AEAD_AES_256_GCM', nonce: '0123456789ab', ciphertext: 'A'.repeat(24) };
    expect(await open(changed({ resource: sealed }))).toEqual(E.left({ type: 'TagMismatch' }));
    expect(await open(buildNoticeBody(key, notice), [])).toEqual(E.left({ type: 'TagMismatch' }));
    expect(await open(changed({ resource: { ...sealed, algorithm: 'SM4' } }))).toEqual(
      E.left({ type: 'AlgorithmUnsupported' }),
    );
  });

  it('INV-96: a body that is no envelope, or too long, is a refusal', async () => {
    expect(await open(utf8('{"id":'))).toEqual(E.left({ type: 'JsonRefused', reason: 'SyntaxWrong' }));
    expect(await open(utf8('[]'))).toMatchObject({ left: { type: 'WireMismatch' } });
    expect(await open(changed({ resource: null }))).toMatchObject({ left: { type: 'WireMismatch' } });
    expect(await open(new Uint8Array(noticeBytesMax + 1))).toEqual(E.left({ type: 'NoticeTooLarge' }));
  });

  it.each(['', 'x'.repeat(65), 'EV 1', 'EV-\n1', '通知'])('INV-50: id "%s" cannot be remembered', async (id) => {
    expect(await open(changed({ id }))).toEqual(E.left({ type: 'NoticeIdMalformed' }));
  });
});
