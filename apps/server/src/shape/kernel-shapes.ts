import * as codecs from '@facepay/codecs';
import { decodePublicKey } from '@facepay/device-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { leaf } from './leaves.ts';

/** Ids, money and days of the kernel, as they stand in our paths, queries and bodies. */
export const organizationId = leaf(codecs.OrganizationId, {
  type: 'string',
  pattern: '^O[0-9A-Za-z]{1,31}$',
  description: '机构: issued by WeChat',
});
export const outUserId = leaf(codecs.OutUserId, {
  type: 'string',
  pattern: '^[0-9A-Za-z_-]{6,32}$',
  description: '商户刷脸用户ID: yours, unique in the organization',
});
export const userId = leaf(codecs.UserId, {
  type: 'string',
  pattern: '^[0-9A-Za-z_-]{1,32}$',
  description: '刷脸用户ID: WeChat’s, as the face SDK tells it',
});
export const subMchid = leaf(codecs.SubMchid, { type: 'string', pattern: '^[0-9]{6,32}$', description: '子商户号' });
export const deviceId = leaf(codecs.DeviceId, { type: 'string', pattern: '^[0-9A-Za-z_-]{1,32}$' });
export const deductionId = leaf(codecs.DeductionId, { type: 'string', pattern: '^d[0-9a-f]{24,31}$' });
export const refundNo = leaf(codecs.RefundNo, {
  type: 'string',
  pattern: '^[0-9A-Za-z_\\-|*@]{1,64}$',
  description: '商户退款单号: yours, or made for you',
});
export const faceSid = leaf(codecs.FaceSid, {
  type: 'string',
  pattern: '^[0-9A-Za-z][0-9A-Za-z_.+/=-]{0,127}$',
  description: 'face_sid, as the face SDK tells it',
});
export const noticeId = leaf(codecs.NoticeId, { type: 'string', minLength: 1, maxLength: 64 });
export const alarmId = leaf(codecs.AlarmId, { type: 'string', pattern: '^a[0-9]{12}$' });
export const fen = leaf(codecs.Fen, { type: 'integer', minimum: 0, description: 'fen (1 yuan = 100 fen)' });
/** What one meal may cost (FAQ 5.7, INV-22). */
export const chargeFen = leaf(
  codecs.refined('chargeFen', (input) =>
    codecs.Fen.is(input) && input >= 1 && input <= 10_000 ? E.right(input) : E.left('a whole number from 1 to 10000'),
  ),
  { type: 'integer', minimum: 1, maximum: 10_000, description: 'fen (1 yuan = 100 fen)' },
);
/** 扣款凭证: base64, as the SDK minted it. */
export const credential = leaf(
  codecs.refined('credential', (input) =>
    typeof input === 'string' && input.length <= 16_384 && /^[A-Za-z0-9+/]+={0,2}$/u.test(input)
      ? E.right(input)
      : E.left('base64 as the SDK minted it, at most 16384 characters'),
  ),
  { type: 'string', maxLength: 16_384, description: '扣款凭证, unmodified' },
);
export const beijingDay = leaf(codecs.BeijingDay, {
  type: 'string',
  format: 'date',
  description: 'a day in Beijing',
});

/** An Ed25519 key that can be used: base64 of its 32 raw bytes. */
export const publicKey = leaf(
  codecs.refined('publicKey', (input) => {
    const rule = 'an Ed25519 public key: base64 of its 32 raw bytes';
    return typeof input === 'string' && input.length <= 64 && E.isRight(decodePublicKey(input))
      ? E.right(input)
      : E.left(rule);
  }),
  { type: 'string', minLength: 44, maxLength: 44, description: 'Ed25519, base64 of the 32 raw bytes' },
);

/** Mobile number of mainland China. */
export const phone = leaf(
  codecs.refined('phone', (input) =>
    typeof input === 'string' && /^1[0-9]{10}$/u.test(input) ? E.right(input) : E.left('11 digits, the first a 1'),
  ),
  { type: 'string', pattern: '^1[0-9]{10}$' },
);
