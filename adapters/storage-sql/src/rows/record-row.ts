import { decodeFailures } from '@facepay/codecs';
import { dayOf, type Kind, type OrganizationId, type Records, type StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { FieldCipher } from '../field-cipher.ts';
import { openFields, sealFields } from '../sealed-fields.ts';
import { isQueue, type RecordTable, type SqlValue } from '../tables.ts';
import { recordCodecs } from './record-codecs.ts';

export type Columns = Readonly<Record<string, SqlValue>>;
export interface Row extends Columns {
  readonly body: string;
  readonly sealed: Uint8Array | null;
}
export interface Address {
  readonly organization: OrganizationId;
  readonly key: string;
}

/** A row, and the record as it is read back from it: it shares nothing with what was handed in. */
export interface WrittenRow<K extends Kind> {
  readonly row: Row;
  readonly record: Records[K];
}
/**
 * The columns of a record: body, and what lists and claims look at. A value that could not be read back is a
 * programmer's error and throws, before it is stored.
 */
export const toRow = <K extends Kind>(cipher: FieldCipher, kind: K, at: Address, value: Records[K]): WrittenRow<K> => {
  const codec = recordCodecs[kind];
  if (!codec.is(value)) throw new Error(`not a ${kind} that could be read back`);
  const record = codec.encode(value) as Records[K];
  const { open, sealed } = sealFields(cipher, kind, `${at.organization}/${at.key}`, record);
  const columns = listed[kind](value);
  columns['organization'] = at.organization;
  columns['key'] = at.key;
  const body = JSON.stringify(isQueue(kind) ? withoutQueue(open, columns) : open);
  return { row: Object.assign(columns, { body, sealed }), record };
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

/** The columns of a stored record that indexes know, and those that stand beside its body. */
export const comparedOf = <K extends Kind>(kind: K, value: Records[K]): Columns => {
  const compared = listed[kind](value);
  if (!isQueue(kind)) return compared;
  const { dueAt, leaseUntil, fence }: Readonly<Record<string, unknown>> = Object(value);
  return { ...compared, due_at: numberOf(dueAt), lease_until: numberOf(leaseUntil), fence: numberOf(fence) };
};
/** A new object each time: `toRow` goes on with it. */
type Listed = Record<string, SqlValue>;
const nothing = (): Listed => ({});
const listed: { readonly [K in Kind]: (value: Records[K]) => Listed } = {
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
  refund: ({ organization, status, outUserId, refundedAt, requestedAt }) => ({
    tenant: organization,
    status,
    member: outUserId ?? null,
    day: dayOf(refundedAt ?? requestedAt),
  }),
  alarm: ({ organization, acknowledged }) => ({
    tenant: organization,
    status: acknowledged === undefined ? 'open' : 'acknowledged',
  }),
  voucher: nothing,
  evidence: nothing,
  credential: nothing,
  number: nothing,
  attempt: nothing,
  spending: nothing,
  refundBook: nothing,
  authinfo: nothing,
  cursor: nothing,
  answer: nothing,
  task: nothing,
  payscoreOrder: ({ status, requestedAt }) => ({ status, day: dayOf(requestedAt) }),
  payscorePermission: nothing,
};

/** These are columns alone: a claim changes them without touching the body. */
const withoutQueue = (open: unknown, row: Record<string, SqlValue>): unknown => {
  const body: Record<string, unknown> = {};
  row['due_at'] = null;
  row['lease_until'] = null;
  const given: Readonly<Record<string, unknown>> = Object(open);
  for (const name of Object.keys(given)) {
    const value = given[name];
    const column = queueColumns.get(name);
    if (column === undefined) body[name] = value;
    else row[column] = numberOf(value);
  }
  return body;
};
const queueColumns: ReadonlyMap<string, string> = new Map([
  ['fence', 'fence'],
  ['dueAt', 'due_at'],
  ['leaseUntil', 'lease_until'],
]);
export const withQueue = (
  body: unknown,
  { fence, due_at: dueAt, lease_until: leaseUntil }: Partial<RecordTable>,
): unknown => ({
  ...Object(body),
  ...(typeof fence === 'number' ? { fence } : {}),
  ...(typeof dueAt === 'number' ? { dueAt } : {}),
  ...(typeof leaseUntil === 'number' ? { leaseUntil } : {}),
});
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
