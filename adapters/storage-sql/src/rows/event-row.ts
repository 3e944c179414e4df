import { Instant, OrganizationId } from '@facepay/codecs';
import type { DomainEvent, NumberedEvent, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { FieldCipher } from '../field-cipher.ts';
import { openFields, sealFields } from '../sealed-fields.ts';
import type { EventTable, SqlValue } from '../tables.ts';
import { eventBody, eventSubjectKind } from './event.ts';
import { fields } from './fields.ts';
import { decodeBody } from './record-row.ts';

export const toEventRow = (cipher: FieldCipher, event: DomainEvent): Readonly<Record<string, SqlValue>> => {
  if (!domainEvent.is(event)) throw new Error('not an event that could be read back');
  const { open, sealed } = sealFields(cipher, 'event', placeOf(event), eventBody.encode(event.body));
  return {
    organization: event.organization,
    key: shortKey(event),
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    at: event.at,
    body: JSON.stringify(open),
    sealed,
  };
};

export const fromEventRow = (cipher: FieldCipher, row: EventTable): E.Either<StoreFailure, DomainEvent> =>
  decodeBody('event', domainEvent, () => {
    const { organization, at, sealed } = row;
    const key = wholeKey(row);
    return {
      key,
      organization,
      subject: { kind: row.subject_kind, id: row.subject_id },
      at,
      body: openFields(cipher, 'event', placeOf({ organization, key }), { open: JSON.parse(row.body), sealed }),
    };
  });

/**
 * Most keys begin with what stands in the columns beside them, and the index of events repeats all four: such a key is
 * kept as its rest behind a slash, any other behind an equals sign.
 */
const shortKey = ({ key, organization, subject }: DomainEvent): string => {
  const beginning = `${organization}/${subject.kind}/${subject.id}/`;
  return key.startsWith(beginning) ? `/${key.slice(beginning.length)}` : `=${key}`;
};
const wholeKey = ({ key, organization, subject_kind: kind, subject_id: id }: EventTable): string =>
  key.startsWith('/') ? `${organization}/${kind}/${id}${key}` : key.slice(1);

export interface NumberedRow extends EventTable {
  readonly position: number;
}
export const fromNumberedRow = (cipher: FieldCipher, row: NumberedRow): E.Either<StoreFailure, NumberedEvent> => {
  const event = fromEventRow(cipher, row);
  return E.isLeft(event) ? event : E.right({ ...event.right, position: row.position });
};

const domainEvent: t.Type<DomainEvent, unknown> = fields<DomainEvent>(
  {
    key: t.string,
    organization: OrganizationId,
    subject: t.strict({ kind: eventSubjectKind, id: t.string }),
    at: Instant,
    body: eventBody,
  },
  {},
);
const placeOf = ({ organization, key }: { readonly organization: string; readonly key: string }): string =>
  `${organization}/${key}`;
