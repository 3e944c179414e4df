import type { Kind } from '@facepay/domain';
import type { FieldCipher } from './field-cipher.ts';
import { packTexts, unpackTexts } from './packed-texts.ts';

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

/** Rows of this kind have a column `sealed` beside the body. */
export const hasSealed = (kind: Kind | 'event'): boolean => sealedFields[kind].length > 0;

export interface SealedJson {
  /** Without the sealed fields. */
  readonly open: unknown;
  /** All of them together; null where there are none. */
  readonly sealed: Uint8Array | null;
}
/** Takes those fields out of the JSON; absent ones stay absent. `place` names the row. */
export const sealFields = (cipher: FieldCipher, kind: Kind | 'event', place: string, json: unknown): SealedJson => {
  const texts: (string | undefined)[] = [];
  let open = json;
  for (const path of sealedFields[kind]) open = takeAt(open, path, (text) => void texts.push(text));
  if (texts.every((text) => text === undefined)) return { open, sealed: null };
  return { open, sealed: cipher.seal(packTexts(texts), `${kind}/${place}`) };
};

/** Puts them back. Throws where they cannot be decrypted. */
export const openFields = (
  cipher: FieldCipher,
  kind: Kind | 'event',
  place: string,
  { open, sealed }: SealedJson,
): unknown => {
  if (sealed === null) return open;
  const texts = unpackTexts(cipher.open(sealed, `${kind}/${place}`));
  return sealedFields[kind].reduce((json, path, index) => putAt(json, path, texts[index]), open);
};

const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null;

/** Tells what stood at the path, and returns the rest. */
const takeAt = (
  json: unknown,
  [name = '', ...rest]: readonly string[],
  tell: (text: string | undefined) => void,
): unknown => {
  const part: unknown = isObject(json) && Object.hasOwn(json, name) ? Reflect.get(json, name) : undefined;
  if (rest.length > 0 && isObject(part)) return { ...Object(json), [name]: takeAt(part, rest, tell) };
  if (rest.length > 0 || typeof part !== 'string') {
    tell(undefined);
    return json;
  }
  tell(part);
  return Object.fromEntries(Object.entries(Object(json)).filter(([other]) => other !== name));
};

const putAt = (json: unknown, [name = '', ...rest]: readonly string[], text: string | undefined): unknown => {
  if (text === undefined || !isObject(json)) return json;
  return { ...json, [name]: rest.length === 0 ? text : putAt(Reflect.get(json, name), rest, text) };
};
