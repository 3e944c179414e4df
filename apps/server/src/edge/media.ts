import * as E from 'fp-ts/lib/Either.js';
import type { HttpRequest } from '../http-message.ts';
import { readHeader } from './read-header.ts';

export interface MediaRefused {
  readonly type: 'MediaTypeRefused' | 'EncodingRefused';
}

/**
 * A body is JSON in UTF-8, not compressed, and says so (BAD-25); without a body there is nothing to say. A route that takes
 * `others` instead takes no JSON.
 */
export const checkMedia = (
  { headers, body }: HttpRequest,
  others?: readonly string[],
): E.Either<MediaRefused, undefined> => {
  const encoding = readHeader(headers, 'content-encoding');
  if (encoding.type === 'Repeated' || (encoding.type === 'One' && encoding.value.toLowerCase() !== 'identity'))
    return E.left({ type: 'EncodingRefused' });
  const type = readHeader(headers, 'content-type');
  if (others !== undefined)
    return type.type === 'One' && others.includes(mediaTypeOf(type.value))
      ? E.right(undefined)
      : E.left({ type: 'MediaTypeRefused' });
  if (body.length === 0 && type.type === 'Missing') return E.right(undefined);
  return type.type === 'One' && (type.value === 'application/json' || jsonType.test(type.value))
    ? E.right(undefined)
    : E.left({ type: 'MediaTypeRefused' });
};
const jsonType = /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/iu;

/** The type alone, without parameters, in lower case. */
export const mediaTypeOf = (header: string): string => (header.split(';', 1)[0] ?? '').trim().toLowerCase();
