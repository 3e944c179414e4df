import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decryptResource } from './aead.ts';
import type { ApiV3Key, DecryptionFailure } from './aead.ts';
import { readUtf8 } from './bytes.ts';
import type { Verified } from './verify-answer.ts';
import { decodeVerified } from './wire/decode.ts';
import type { BodyRefused } from './wire/decode.ts';
import { EncryptedResourceBody } from './wire/encrypted-resource.ts';
import { maybe, resource } from './wire/resource.ts';

/** The outer body of every notice (`v3-rules.md` §7, `k12-wire.md` §8.1). */
export const NoticeEnvelope = resource(
  'NoticeEnvelope',
  { id: t.string, create_time: t.string, event_type: t.string, resource: EncryptedResourceBody },
  { resource_type: maybe(t.string), summary: maybe(t.string) },
);
export type NoticeEnvelope = t.TypeOf<typeof NoticeEnvelope>;

/** A longer notice is refused before anything else is done with it. */
export const noticeBytesMax = 64 * 1024;

export interface OpenedNotice {
  /** Unique per notice and stable over its repeats (INV-50). */
  readonly id: string;
  readonly eventType: string;
  readonly originalType: string | undefined;
  /** RFC 3339 text as sent. */
  readonly createTime: string;
  readonly summary: string | undefined;
  /** The decrypted resource: JSON text, not parsed yet. */
  readonly plaintext: string;
  /** The verified bytes as received. */
  readonly raw: Uint8Array;
}

export type NoticeRefusal =
  | { readonly type: 'NoticeTooLarge' | 'PlaintextNotUtf8' }
  /** The id is no string of 1 to 64 printable ASCII characters, so nothing could be remembered under it. */
  | { readonly type: 'NoticeIdMalformed' }
  | BodyRefused
  | DecryptionFailure;

/** Parses and decrypts a notice whose signature held; `keys` are two while the APIv3 key is being changed. */
export const openNotice = (keys: readonly ApiV3Key[], verified: Verified): E.Either<NoticeRefusal, OpenedNotice> => {
  if (verified.body.length > noticeBytesMax) return E.left({ type: 'NoticeTooLarge' });
  const envelope = decodeEnvelope(verified);
  if (E.isLeft(envelope)) return envelope;
  if (!/^[!-~]{1,64}$/.test(envelope.right.id)) return E.left({ type: 'NoticeIdMalformed' });
  const bytes = decryptResource(keys, envelope.right.resource);
  if (E.isLeft(bytes)) return bytes;
  const plaintext = readUtf8(bytes.right);
  if (plaintext === undefined) return E.left({ type: 'PlaintextNotUtf8' });
  return E.right(toOpened(envelope.right, plaintext, verified.body));
};

const decodeEnvelope = decodeVerified(NoticeEnvelope, { bytesMax: noticeBytesMax });

const toOpened = (envelope: NoticeEnvelope, plaintext: string, raw: Uint8Array): OpenedNotice => ({
  id: envelope.id,
  eventType: envelope.event_type,
  originalType: envelope.resource.original_type,
  createTime: envelope.create_time,
  summary: envelope.summary,
  plaintext,
  raw,
});
