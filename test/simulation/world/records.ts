import {
  type Change,
  type Claimed,
  type Deduction,
  type DomainEvent,
  type Instant,
  type Kind,
  type OrganizationId,
  platform,
  type Queue,
  type Records as Stored,
  ref,
  scopeOf,
} from '@facepay/domain';

/**
 * Everything committed so far, kept from the changes themselves as they pass the door: what the oracles judge by, without
 * asking the store that is under test. The audit compares the store with it.
 */
export interface CommittedRecords {
  readonly find: <K extends Kind>(organization: OrganizationId, kind: K, key: string) => Stored[K] | undefined;
  readonly all: <K extends Kind>(kind: K) => readonly Stored[K][];
  readonly events: ReadonlyMap<string, DomainEvent>;
  readonly apply: (organization: OrganizationId, change: Pick<Change<unknown>, 'writes' | 'events'>) => void;
  readonly claim: (queue: Queue, claimed: readonly Claimed[], leaseUntil: Instant) => void;
  /** When a worker would find something to do. */
  readonly nextDueAt: () => number | undefined;
}

export const createCommittedRecords = (): CommittedRecords => {
  const shelves = new Map<Kind, Map<string, Stored[Kind]>>();
  const events = new Map<string, DomainEvent>();
  const waiting = new Map<string, number>();
  const shelf = (kind: Kind): Map<string, Stored[Kind]> => {
    const known = shelves.get(kind) ?? new Map<string, Stored[Kind]>();
    shelves.set(kind, known);
    return known;
  };
  const find = <K extends Kind>(organization: OrganizationId, kind: K, key: string): Stored[K] | undefined =>
    shelf(kind).get(placeOf(organization, kind, key)) as Stored[K] | undefined;
  const put = (organization: OrganizationId, kind: Kind, key: string, to: Stored[Kind]): void => {
    const place = placeOf(organization, kind, key);
    shelf(kind).set(place, to);
    if (kind !== 'deduction' && kind !== 'notice' && kind !== 'refund' && kind !== 'task' && kind !== 'payscoreOrder')
      return;
    const { dueAt, leaseUntil } = to as Stored[Queue];
    if (dueAt === undefined) waiting.delete(`${kind} ${place}`);
    else waiting.set(`${kind} ${place}`, Math.max(dueAt, leaseUntil === undefined ? 0 : leaseUntil + 1));
  };
  const all = <K extends Kind>(kind: K): readonly Stored[K][] => [...shelf(kind).values()] as Stored[K][];
  return {
    find,
    all,
    events,
    apply: (organization, { writes, events: happened }) => {
      for (const { kind, key, to } of writes) put(organization, kind, key, to);
      for (const event of happened) {
        const name = `${event.organization}|${event.key}`;
        if (!events.has(name)) events.set(name, event);
      }
    },
    claim: (queue, claimed, leaseUntil) => {
      for (const { organization, key, fence } of claimed) {
        const record = find(organization, queue, key);
        if (record !== undefined) put(organization, queue, key, { ...record, fence, leaseUntil });
      }
    },
    nextDueAt: () => {
      let first: number | undefined;
      for (const at of waiting.values()) if (first === undefined || at < first) first = at;
      return first;
    },
  };
};

const placeOf = (organization: OrganizationId, kind: Kind, key: string): string =>
  `${scopeOf[kind] === 'platform' ? platform : organization}|${key}`;

/** The deduction behind a number that WeChat knows. */
export const deductionOfNumber = (records: CommittedRecords, no: string): Deduction | undefined => {
  const number = records.find(platform, 'number', ref('number', no).key);
  return number === undefined ? undefined : records.find(number.organization, 'deduction', number.deduction);
};
