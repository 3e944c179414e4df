import { createHash, timingSafeEqual } from 'node:crypto';
import type { Principal } from './principal.ts';

export interface AccessTokens {
  /** Asked anew for each request, so that a change of role acts on the next one (INV-93). */
  readonly find: (token: string) => Principal | undefined;
}
export interface AccessToken extends Omit<Principal, 'name'> {
  readonly token: string;
  /** By default the role. */
  readonly name?: string;
}

/** Keeps digests only; every one is compared, in the same time, whatever the token is. */
export const createAccessTokens = (tokens: readonly AccessToken[]): AccessTokens => {
  const known = tokens.map(({ token, ...rest }) => ({
    principal: { name: rest.role, ...rest },
    digest: digestOf(token),
  }));
  return {
    find: (token) => {
      const digest = digestOf(token);
      let found: Principal | undefined;
      for (const entry of known) if (timingSafeEqual(entry.digest, digest)) found = entry.principal;
      return found;
    },
  };
};

const digestOf = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();
