import {
  dayLinesOf,
  dayOf,
  type DenyListEntry,
  type FaceUser,
  Fen,
  type ListedKind,
  type Page,
  type Reads,
  type Records,
  ref,
  refundedOf,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { listed, matches } from './listed.ts';
import { placeOf, type Shelves, type Slot } from './shelves.ts';

export const createMemoryReads = (shelves: Shelves): Reads => ({
  find: (organization, at) => async () => E.right(shelves.get(organization, at)),
  page:
    <K extends ListedKind>(kind: K, filter: Parameters<Reads['page']>[1], countMax: number, after = '') =>
    async () => {
      const rest = shelves
        .all(kind)
        .filter((slot) => placeOf(slot) > after && matches(listed[kind](slot.value), filter))
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      return E.right(pageOf<K>(rest.slice(0, countMax), rest.length > countMax));
    },
  denyList: (organization, after, countMax) => async () =>
    E.right(
      shelves
        .everDenied()
        .flatMap((slot) => (slot.organization === organization ? entryOf(slot.value) : []))
        .filter(({ listVersion }) => listVersion > after)
        .toSorted((a, b) => a.listVersion - b.listVersion)
        .slice(0, countMax),
    ),
  dayLines: (organization, day) => async () =>
    E.right(
      dayLinesOf(
        shelves
          .all('deduction')
          .flatMap(({ organization: owner, value }) =>
            owner === organization && dayOf(value.saleAt) === day ? [value] : [],
          ),
        (id) => {
          const book = shelves.get(organization, ref('refundBook', id));
          return book === undefined ? Fen.zero : refundedOf(book);
        },
      ),
    ),
  history:
    (organization, { kind, id }, countMax) =>
    async () =>
      E.right(
        shelves.events
          .filter(
            (event) => event.organization === organization && event.subject.kind === kind && event.subject.id === id,
          )
          .slice(0, countMax),
      ),
});

const entryOf = ({ outUserId, userId, deny }: FaceUser): readonly DenyListEntry[] =>
  deny === undefined ? [] : [{ outUserId, ...(userId === undefined ? {} : { userId }), ...deny }];

const pageOf = <K extends ListedKind>(slots: readonly Slot<K>[], more: boolean): Page<Records[K]> => {
  const last = slots.at(-1);
  const items = slots.map(({ value }) => value);
  return more && last !== undefined ? { items, next: placeOf(last) } : { items };
};
