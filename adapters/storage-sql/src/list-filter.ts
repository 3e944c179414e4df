import { type ListedKind, type ListFilter, scopeOf } from '@facepay/domain';
import { type ListColumn, listColumns } from './tables.ts';

interface ReadFilter {
  readonly asked: Readonly<Record<string, string>>;
  readonly compared: readonly ListColumn[];
  /** False where the kind lacks a column that is asked for: then nothing matches. */
  readonly possible: boolean;
}
/** What a filter asks of a kind, by column. */
export const readFilter = (kind: ListedKind, filter: ListFilter): ReadFilter => {
  const asked = Object.fromEntries(askedOf(filter));
  const compared = Object.keys(asked) as readonly ListColumn[];
  return { asked, compared, possible: compared.every((column) => hasColumn(kind, column)) };
};

/** Records of a tenant say whose they are by their key, those of the installation by a column. */
export const nameIn = (kind: ListedKind, column: ListColumn): ListColumn | 'organization' =>
  column === 'tenant' && scopeOf[kind] === 'organization' ? 'organization' : column;

const askedOf = ({
  organization,
  status,
  member,
  device,
  day,
}: ListFilter): readonly (readonly [ListColumn, string])[] => {
  const asked = { tenant: organization, status, member, device, day };
  return (Object.entries(asked) as readonly (readonly [ListColumn, string | undefined])[]).flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
};
const hasColumn = (kind: ListedKind, column: ListColumn): boolean =>
  listColumns[kind].includes(column) || nameIn(kind, column) === 'organization';
