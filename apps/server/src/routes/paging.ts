import { refined } from '@facepay/codecs';
import type { ListedKind, ListFilter, Page } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Refusal } from '../problem/refusal.ts';
import { leaf, list, shownText } from '../shape/leaves.ts';
import { decoderOf, object } from '../shape/object.ts';
import type { Shape } from '../shape/shape.ts';
import { ok, type Result } from './route.ts';

const pageSizeMax = 200;
const pageSizeDefault = 50;

/** 1 or more; above 200 it is cut to 200, below 1 refused (BAD-80). */
const pageSize: Shape<number> = leaf(
  decoderOf('pageSize', (input, context) =>
    typeof input === 'string' && /^[1-9][0-9]{0,15}$/u.test(input)
      ? t.success(Math.min(Number(input), pageSizeMax))
      : t.failure(input, context, 'a whole number, 1 or more'),
  ),
  { type: 'integer', minimum: 1, maximum: pageSizeMax, default: pageSizeDefault },
);
const cursor: Shape<string> = leaf(
  refined('cursor', (input) => (typeof input === 'string' ? E.right(input) : E.left('a cursor'))),
  { type: 'string', description: '`nextCursor` of the page before' },
);
/** Query members of every list. */
export const paging = { pageSize, cursor };

export const pageShape = <A>(item: Shape<A>) => object({ items: list(item) }, { nextCursor: shownText });

export interface PageWanted {
  readonly countMax: number;
  readonly after?: string;
}
/** Which list a cursor belongs to: another list, filter or tenant makes it a forged one. */
export interface ListName {
  readonly kind: ListedKind;
  readonly filter: ListFilter;
}

/** How many, from where; a cursor that is not ours, or of another list, is refused. */
export const pageWanted = (
  key: string,
  name: ListName,
  query: { readonly pageSize?: number; readonly cursor?: string },
): E.Either<Refusal, PageWanted> => {
  const countMax = query.pageSize ?? pageSizeDefault;
  if (query.cursor === undefined) return E.right({ countMax });
  const bytes = Buffer.from(query.cursor, 'base64url');
  if (bytes.length <= sealBytes || bytes.toString('base64url') !== query.cursor)
    return E.left({ type: 'CursorForged' });
  const after = bytes.toString('utf8', sealBytes);
  return timingSafeEqual(bytes.subarray(0, sealBytes), sealOf(key, name, after))
    ? E.right({ countMax, after })
    : E.left({ type: 'CursorForged' });
};

/** The page as answered. */
export const pageResult = <T>(key: string, name: ListName, page: Page<T>, view: (item: T) => unknown): Result =>
  ok({
    items: page.items.map(view),
    ...(page.next === undefined ? {} : { nextCursor: sealed(key, name, page.next) }),
  });

const sealed = (key: string, name: ListName, after: string): string =>
  Buffer.concat([sealOf(key, name, after), Buffer.from(after, 'utf8')]).toString('base64url');

const sealBytes = 16;
const sealOf = (key: string, { kind, filter }: ListName, after: string): Buffer => {
  const { organization, status, member, device, day } = filter;
  return createHmac('sha256', key)
    .update(JSON.stringify([kind, organization, status, member, device, day, after]))
    .digest()
    .subarray(0, sealBytes);
};
