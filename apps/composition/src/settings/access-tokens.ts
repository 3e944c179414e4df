import type { Lookup } from './environment.ts';

export type Role = 'admin' | 'operator' | 'auditor';
export interface AccessTokenSetting {
  readonly role: Role;
  readonly token: string;
  /** Sees and changes only this organization. */
  readonly organization?: string;
}

/**
 * `FACEPAY_ADMIN_TOKEN`, the first operator token, and in `FACEPAY_ACCESS_TOKENS` any number of others as
 * `role=token` or `role@organizationId=token`, separated by commas.
 */
export const readAccessTokens = (lookup: Lookup): readonly AccessTokenSetting[] => {
  const admin = lookup.required('FACEPAY_ADMIN_TOKEN');
  const others = (lookup.optional('FACEPAY_ACCESS_TOKENS') ?? '').split(',').filter((text) => text !== '');
  const read = others.flatMap((text): readonly AccessTokenSetting[] => {
    const parts = /^(admin|operator|auditor)(?:@(O[0-9A-Za-z]{1,31}))?=(.+)$/u.exec(text);
    if (parts === null) {
      lookup.complain('FACEPAY_ACCESS_TOKENS', 'is role=token or role@organizationId=token, separated by commas');
      return [];
    }
    const [, role, organization, token = ''] = parts;
    return [{ role: role as Role, token, ...(organization === undefined ? {} : { organization }) }];
  });
  const all: readonly AccessTokenSetting[] = [{ role: 'admin', token: admin }, ...read];
  if (admin !== '' && all.some(({ token }) => token.length < tokenLengthMin))
    lookup.complain('FACEPAY_ADMIN_TOKEN', `and every other token has at least ${tokenLengthMin} characters`);
  return all;
};
const tokenLengthMin = 24;
