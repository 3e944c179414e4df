import type { Lookup } from './environment.ts';

/** One file for all processes of one machine, or a server for those of many. */
export type DatabaseSetting =
  | { readonly type: 'sqlite'; readonly file: string }
  | { readonly type: 'postgres'; readonly url: string };

export const readDatabase = (lookup: Lookup): DatabaseSetting => {
  const url = lookup.optional('FACEPAY_DATABASE_URL') ?? 'sqlite:./data/facepay.db';
  if (/^postgres(?:ql)?:\/\/[^/]+\/[^/]+$/u.test(url) && URL.canParse(url)) return { type: 'postgres', url };
  if (!url.startsWith('sqlite:') || url === 'sqlite:')
    lookup.complain('FACEPAY_DATABASE_URL', 'is sqlite:<file> or postgres://<user>@<host>:<port>/<database>');
  return { type: 'sqlite', file: url.slice('sqlite:'.length) };
};
