import { decodeFailures } from '@facepay/codecs';
import { dayOf, type Kind, type OrganizationId, type Records, type StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { FieldCipher } from '../field-cipher.ts';
import { openFields, sealFields } from '../sealed-fields.ts';
import { isQueue, type RecordTable, type SqlValue } from '../tables.ts';
import { recordCodecs } from './record-codecs.ts';

export type Row = Readonly<Record<string, SqlValue>>;
export interface Address {
  readonly organization: OrganizationId;
  readonly key: string;
}

/**
 * The columns of a record: body, and what lists and claims look at. A value that could not be read back is a
 * programmer's error and throws, before it is stored.
 */
export const toRow = <K extends Kind>(cipher: FieldCipher, kind: K, at: Address, value: Records[K]): Row => {
  if (!recordCodecs[kind].is(value)) throw new Error(`not a ${kind} that could be read back`);
  const encoded = recordCodecs[kind].encode(value);
  const [body, queue] = isQueue(kind) ? withoutQueue(encoded) : [encoded];
  const { open, sealed } = sealFields(cipher, kind, `${at.organization}/${at.key}`, body);
  return {
    ...at,
    body: JSON.stringify(open),
    sealed,
    ...listed[kind](value),
    ...queue,
  };
};

export const fromRow = <K extends Kind>(
  cipher: FieldCipher,
  kind: K,
  at: Address,
  row: Partial<RecordTable> & Pick<RecordTable, 'body'>,
): E.Either<StoreFailure, Records[K]> =>
  decodeBody(kind, recordCodecs[kind], () => {
    const sealed = { open: JSON.parse(row.body), sealed: row.sealed ?? null };
    const body = openFields(cipher, kind, `${at.organization}/${at.key}`, sealed);
    return isQueue(kind) ? withQueue(body, row) : body;
  });

/** What cannot be read is corrupt, with the place and the rule, never the content (INV-88). */
export const decodeBody = <A>(
  what: string,
  codec: t.Type<A, unknown>,
  read: () => unknown,
): E.Either<StoreFailure, A> => {
  let json: unknown;
  try {
    json = read();
  } catch {
    return E.left({ type: 'StoredDataCorrupt', reason: `${what}: cannot be decrypted or parsed` });
  }
  // Decoding changes no value, so what has the right form only loses what nobody knows; words are for what has not.
  if (codec.is(json)) return E.right(codec.encode(json) as A);
  const decoded = codec.decode(json);
  if (E.isRight(decoded)) return decoded;
  const failures = decodeFailures(decoded.left).map(({ path, rule }) => `${path} must be ${rule}`);
  return E.left({ type: 'StoredDataCorrupt', reason: `${what}: ${failures.slice(0, 3).join('; ')}` });
};

/** What lists compare of a value, by column. */
export const listedOf = <K extends Kind>(kind: K, value: Records[K]): Row => listed[kind](value);
const nothing = (): Row => ({});
const listed: { readonly [K in Kind]: (value: Records[K]) => Row } = {
  organization: ({ organizationId }) => ({ tenant: organizationId }),
  member: ({ contract, outUserId, deny }) => ({
    status: contract.status,
    member: outUserId,
    deny_version: deny?.listVersion ?? null,
  }),
  device: ({ organization, status, deviceId }) => ({ tenant: organization, status, device: deviceId }),
  deduction: ({ status, outUserId, device, saleAt }) => ({ status, member: outUserId, device, day: dayOf(saleAt) }),
  notice: ({ status, subject }) =>
    subject.type === 'UserState'
      ? { tenant: subject.organization, status, member: subject.outUserId }
      : { tenant: null, status, member: null },
  voucher: nothing,
  evidence: nothing,
  credential: nothing,
  number: nothing,
  attempt: nothing,
  spending: nothing,
  authinfo: nothing,
  cursor: nothing,
};

/** These are columns alone: a claim changes them without touching the body. */
const withoutQueue = (encoded: unknown): readonly [body: unknown, columns: Row] => {
  const { fence, dueAt, leaseUntil, ...body }: Record<string, unknown> = Object(encoded);
  return [body, { due_at: numberOf(dueAt), lease_until: numberOf(leaseUntil), fence: numberOf(fence) }];
};
const withQueue = (
  body: unknown,
  { fence, due_at: dueAt, lease_until: leaseUntil }: Partial<RecordTable>,
): unknown => ({
  ...Object(body),
  ...(typeof fence === 'number' ? { fence } : {}),
  ...(typeof dueAt === 'number' ? { dueAt } : {}),
  ...(typeof leaseUntil === 'number' ? { leaseUntil } : {}),
});
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
