import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { readBase64 } from './fields.ts';
import type { Unreadable } from './fields.ts';
import { decodeVoucher } from './voucher.ts';
import type { SignedVoucher } from './voucher.ts';

/** Entries of one upload: 501 is refused with 413, 0 with 422 (BAD-51). */
export const uploadEntriesMax = 500;
/** Bytes of one upload body, 4 MiB. */
export const uploadBytesMax = 4 * 1024 * 1024;

/** Body of `POST /v1/devices/{deviceId}/vouchers`: each entry is the base64 of one signed voucher. */
export const UploadBody = t.type({ vouchers: t.array(t.unknown) });
export type UploadBody = { readonly vouchers: readonly unknown[] };

/** One entry. Whatever is wrong with it, the others stand (BAD-52), so entries are read one by one. */
export const decodeUploadEntry = (entry: unknown): E.Either<Unreadable, SignedVoucher> =>
  typeof entry === 'string'
    ? pipe(readBase64(entry), E.flatMap(decodeVoucher))
    : E.left({ type: 'Unreadable', reason: 'an entry is not text' });

export const encodeUploadEntry = (signed: Pick<SignedVoucher, 'bytes'>): string =>
  Buffer.from(signed.bytes).toString('base64');

/**
 * `accepted`: stored, will be charged; `held`: stored, waits for a person (reason says why); `duplicate`: stored before,
 * same bytes; `conflict`: same identity, other bytes, kept as evidence; `unreadable`: not a voucher of this device, nothing kept.
 */
export const UploadStatus = t.keyof({ accepted: null, held: null, duplicate: null, conflict: null, unreadable: null });
export type UploadStatus = t.TypeOf<typeof UploadStatus>;

export const UploadResult = t.intersection([
  t.type({ index: t.number, status: UploadStatus }),
  t.partial({
    voucherId: t.string,
    sequence: t.number,
    deductionId: t.string,
    reason: t.string,
    /** Base64, see `acknowledgement.ts`; on every durable entry and on no other. */
    acknowledgement: t.string,
  }),
]);
export type UploadResult = {
  readonly index: number;
  readonly status: UploadStatus;
  readonly voucherId?: string;
  readonly sequence?: number;
  readonly deductionId?: string;
  readonly reason?: string;
  readonly acknowledgement?: string;
};

export const UploadAnswer = t.type({ results: t.array(UploadResult) });
export type UploadAnswer = { readonly results: readonly UploadResult[] };
