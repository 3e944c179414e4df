import * as E from 'fp-ts/lib/Either.js';

declare const brand: unique symbol;
/** Scheme, host and port of a listed host; the only thing a request can be sent to (INV-57). */
export type Origin = string & { readonly [brand]: 'Origin' };
export interface OriginRefused {
  readonly type: 'OriginRefused';
  readonly reason: string;
}

/** https everywhere, plain http only to a loopback address (INV-48). A path, a query or a password is refused. */
export const parseOrigin = (text: string): E.Either<OriginRefused, Origin> => {
  if (!URL.canParse(text)) return refused('not a URL');
  const url = new URL(text);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return refused('only scheme, host and port');
  if (url.username !== '' || url.password !== '') return refused('no user or password');
  if (url.protocol === 'https:') return E.right(url.origin as Origin);
  if (url.protocol !== 'http:') return refused('neither https nor http');
  return loopbackHosts.test(url.hostname) ? E.right(url.origin as Origin) : refused('plain http beyond loopback');
};

const loopbackHosts = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/u;

const refused = (reason: string): E.Either<OriginRefused, never> => E.left({ type: 'OriginRefused', reason });
