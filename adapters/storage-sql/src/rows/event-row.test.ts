import type { DomainEvent, Instant, OrganizationId } from '@facepay/domain';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { createFieldCipher } from '../field-cipher.ts';
import { fromEventRow, toEventRow } from './event-row.ts';
import type { EventTable } from '../tables.ts';

const cipher = createFieldCipher([`k1:${Buffer.alloc(32, 1).toString('base64')}`], (count) => Buffer.alloc(count, 3));
const subject = { kind: 'deduction', id: 'd0' } as const;
const eventOf = (key: string): DomainEvent => ({
  key,
  organization: 'O1' as OrganizationId,
  subject,
  at: 1 as Instant,
  body: { type: 'OrganizationAdopted' },
});
const columns: Omit<EventTable, 'key'> = {
  organization: 'O1',
  subject_kind: subject.kind,
  subject_id: subject.id,
  at: 1,
  body: '{"type":"OrganizationAdopted"}',
  sealed: null,
};
const beginning = fc.constantFrom('', '/', '=', 'O1/', 'O1/deduction/d0', 'O1/deduction/d0/', 'O1/deduction/d00/');
const key = fc.tuple(beginning, fc.constantFrom('', '/', '=', '1', '/1', '=1', 'O1/deduction/d0/1'));

test('INV-15 INV-85 every key of an event comes back as it was, and no two are stored as one', () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      const [a, b] = [eventOf(one.join('')), eventOf(other.join(''))];
      const [rowA, rowB] = [toEventRow(cipher, a), toEventRow(cipher, b)];
      expect(fromEventRow(cipher, { ...columns, key: String(rowA['key']) })).toEqual(E.right(a));
      expect(rowA['key'] === rowB['key']).toBe(a.key === b.key);
    }),
  );
});
test('a key that begins with the columns beside it is kept without them', () => {
  expect(toEventRow(cipher, eventOf('O1/deduction/d0/12'))['key']).toBe('/12');
});
