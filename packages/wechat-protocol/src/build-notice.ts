import { encryptResource } from './aead.ts';
import type { ApiV3Key } from './aead.ts';
import { utf8 } from './bytes.ts';
import { jsonBody } from './wire/decode.ts';

export interface NoticeToBuild {
  readonly id: string;
  /** RFC 3339 text. */
  readonly createTime: string;
  readonly eventType: string;
  readonly originalType: string;
  readonly summary: string;
  /** The resource; becomes JSON and is encrypted. */
  readonly resource: object;
  /** 12 ASCII characters, never used twice with one key. */
  readonly nonce: string;
  /** By default the original type. */
  readonly associatedData?: string;
}

/** The body of a notice as WeChat Pay sends it: what the emulator signs and posts. */
export const buildNoticeBody = (key: ApiV3Key, notice: NoticeToBuild): Uint8Array =>
  jsonBody({
    id: notice.id,
    create_time: notice.createTime,
    resource_type: 'encrypt-resource',
    event_type: notice.eventType,
    summary: notice.summary,
    resource: {
      original_type: notice.originalType,
      ...encryptResource(key, {
        plaintext: utf8(JSON.stringify(notice.resource)),
        nonce: notice.nonce,
        associatedData: notice.associatedData ?? notice.originalType,
      }),
    },
  });
