import * as E from 'fp-ts/lib/Either.js';

/** Why bytes could not be read as one of our messages. */
export type Unreadable = { readonly type: 'Unreadable'; readonly reason: string };

/** Longest field the two-byte length can announce. */
const fieldBytesMax = 0xff_ff;

/**
 * `magic` (ASCII) followed by each field as a big-endian 16-bit length and its bytes.
 * Throws when a field is too long: callers build messages from values they have already bounded.
 */
export const joinFields = (magic: string, fields: readonly Uint8Array[]): Uint8Array => {
  const joined = Buffer.allocUnsafe(fields.reduce((sum, field) => sum + 2 + field.length, magic.length));
  let at = joined.write(magic, 'latin1');
  for (const field of fields) {
    if (field.length > fieldBytesMax) throw new RangeError(`a field of ${field.length} bytes exceeds ${fieldBytesMax}`);
    joined.writeUInt16BE(field.length, at);
    joined.set(field, at + 2);
    at += 2 + field.length;
  }
  return joined;
};

/** The inverse of {@link joinFields}: exactly `count` fields and not one byte more, so bytes and fields determine each other. */
export const splitFields = (
  magic: string,
  count: number,
  bytes: Uint8Array,
): E.Either<Unreadable, readonly Uint8Array[]> => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.toString('latin1', 0, magic.length) !== magic) return unreadable('unknown kind or version');
  const fields: Uint8Array[] = [];
  let at = magic.length;
  while (fields.length < count) {
    if (at + 2 > view.length) return unreadable(`field ${fields.length + 1} is cut off`);
    const end = at + 2 + view.readUInt16BE(at);
    if (end > view.length) return unreadable(`field ${fields.length + 1} is cut off`);
    fields.push(view.subarray(at + 2, end));
    at = end;
  }
  return at === view.length ? E.right(fields) : unreadable('bytes follow the last field');
};

export const unreadable = (reason: string): E.Either<Unreadable, never> => E.left({ type: 'Unreadable', reason });

/** UTF-8 bytes of a text field. */
export const textField = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** Strict UTF-8, a leading BOM kept: what is read and written again gives the same bytes. */
export const readText = (bytes: Uint8Array | undefined): E.Either<Unreadable, string> => {
  if (bytes === undefined) return unreadable('a field is absent');
  try {
    return E.right(decoder.decode(bytes));
  } catch {
    return unreadable('a text field is not UTF-8');
  }
};
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A counter from 1 in plain decimal digits: no sign, no leading zero, within 2⁵³. */
export const readCounter = (text: string): E.Either<Unreadable, number> => {
  const value = Number(text);
  return /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(value)
    ? E.right(value)
    : unreadable(`not a counter: ${text.slice(0, 32)}`);
};

/** Strict base64 with padding: exactly the text that encoding the result would give. */
export const readBase64 = (text: string): E.Either<Unreadable, Uint8Array> => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? E.right(bytes) : unreadable('not canonical base64');
};
