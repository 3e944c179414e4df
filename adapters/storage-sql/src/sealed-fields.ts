import type { Kind } from '@facepay/domain';
import type { FieldCipher } from './field-cipher.ts';

/** What is about a person or works like a key, and so never lies in the file as it is (INV-89). Paths of the JSON. */
const sealedFields: Readonly<Record<Kind | 'event', readonly (readonly string[])[]>> = {
  organization: [],
  member: [
    ['profile', 'name'],
    ['profile', 'phone'],
    ['profile', 'consent', 'guardian'],
  ],
  device: [],
  voucher: [['bytes']],
  evidence: [['bytes']],
  credential: [],
  deduction: [],
  number: [],
  attempt: [['body']],
  spending: [],
  notice: [['raw']],
  authinfo: [['authinfo']],
  cursor: [],
  event: [
    ['profile', 'name'],
    ['profile', 'phone'],
    ['profile', 'consent', 'guardian'],
  ],
};

/** The same JSON with those fields sealed; absent ones stay absent. `place` names the row. */
export const sealFields = (cipher: FieldCipher, kind: Kind | 'event', place: string, json: unknown): unknown =>
  sealedFields[kind].reduce(
    (now, path) => changeAt(now, path, (text) => cipher.seal(text, placeOf(kind, place, path))),
    json,
  );
export const openFields = (cipher: FieldCipher, kind: Kind | 'event', place: string, json: unknown): unknown =>
  sealedFields[kind].reduce(
    (now, path) => changeAt(now, path, (text) => cipher.open(text, placeOf(kind, place, path))),
    json,
  );

const placeOf = (kind: string, place: string, path: readonly string[]): string => `${kind}/${place}/${path.join('.')}`;

const changeAt = (json: unknown, [name, ...rest]: readonly string[], change: (text: string) => string): unknown => {
  if (name === undefined) return typeof json === 'string' ? change(json) : json;
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return json;
  return { ...json, [name]: changeAt(Reflect.get(json, name), rest, change) };
};
