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
  notice: [['raw'], ['subject', 'openid']],
  refund: [['reason'], ['body']],
  refundBook: [],
  authinfo: [['authinfo']],
  cursor: [],
  alarm: [],
  answer: [['body']],
  task: [],
  payscoreOrder: [
    ['terms', 'openid'],
    ['openid'],
    ['body'],
    ['asked', 'body'],
    ['asked', 'wish', 'reason'],
    ['taken', 'cancel', 'wish', 'reason'],
    ['taken', 'modify', 'wish', 'reason'],
    ['package', 'text'],
  ],
  payscorePermission: [['openid'], ['token', 'text']],
  event: [
    ['profile', 'name'],
    ['profile', 'phone'],
    ['profile', 'consent', 'guardian'],
    ['terms', 'reason'],
    ['terms', 'openid'],
    ['body'],
    ['openid'],
    ['wish', 'reason'],
    ['package'],
    ['token'],
    ['because'],
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
  const paths = sealedFields[kind];
  if (!hasAny(kind, json)) return { open: json, sealed: null };
  const texts: (string | undefined)[] = [];
  let open = json;
  for (const path of paths) open = takeAt(open, path, (text) => void texts.push(text));
  if (texts.every((text) => text === undefined)) return { open, sealed: null };
  return { open, sealed: cipher.seal(packTexts(texts), `${kind}/${place}`) };
};

/** Most events are about no person: they have not even the first name of a path. */
const hasAny = (kind: Kind | 'event', json: unknown): boolean => {
  if (isObject(json)) for (const [first = ''] of sealedFields[kind]) if (Object.hasOwn(json, first)) return true;
  return false;
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

type Json = Readonly<Record<string, unknown>>;
const isObject = (json: unknown): json is Json => typeof json === 'object' && json !== null;

/** Tells what stood at the path, and returns the rest. */
const takeAt = (
  json: unknown,
  path: readonly string[],
  tell: (text: string | undefined) => void,
  depth = 0,
): unknown => {
  const name = path[depth] ?? '';
  const part = isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
  const isLast = depth === path.length - 1;
  if (isLast ? typeof part !== 'string' : !isObject(part)) {
    tell(undefined);
    return json;
  }
  const rest: Record<string, unknown> = {};
  if (isObject(json)) for (const other of Object.keys(json)) if (!isLast || other !== name) rest[other] = json[other];
  if (typeof part === 'string') tell(part);
  else rest[name] = takeAt(part, path, tell, depth + 1);
  return rest;
};

const putAt = (json: unknown, path: readonly string[], text: string | undefined, depth = 0): unknown => {
  if (text === undefined || !isObject(json)) return json;
  const name = path[depth] ?? '';
  return { ...json, [name]: depth === path.length - 1 ? text : putAt(json[name], path, text, depth + 1) };
};
