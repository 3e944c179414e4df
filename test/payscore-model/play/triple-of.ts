import type { PayscoreSaid } from '@facepay/domain';
import type { Seen } from './wechat-side.ts';

/** As the table writes it: state, description, collection's state; a description counts while doing only. */
export const tripleOnWire = ({ status, body }: Seen): string => {
  if (status === 404) return 'none';
  const collection = body['collection'] as { readonly state?: string } | undefined;
  return [body['state'], body['state_description'] ?? '-', collection?.state ?? '-'].join(' ');
};
export const tripleOfSaid = ({ state, description, collection }: PayscoreSaid): string =>
  [state, description ?? '-', collection?.state ?? '-'].map(onWire).join(' ');
const onWire = (word: string): string => (word === '-' ? word : word.toUpperCase().replaceAll('-', '_'));
