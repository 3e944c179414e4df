import {
  type DomainEvent,
  type Kind,
  type OrganizationId,
  platform,
  type Queue,
  type Records,
  type Ref,
  scopeOf,
} from '@facepay/domain';
import { frozenCopy } from './frozen-copy.ts';

/** A record under the organization that owns it and its key. */
export interface Slot<K extends Kind = Kind> {
  readonly organization: OrganizationId;
  readonly key: string;
  readonly value: Records[K];
}
/** What all memory ports share. */
export interface Shelves {
  readonly get: <K extends Kind>(organization: OrganizationId, at: Ref<K>) => Records[K] | undefined;
  readonly put: <K extends Kind>(organization: OrganizationId, at: Ref<K>, value: Records[K]) => void;
  /** In no particular order. */
  readonly all: <K extends Kind>(kind: K) => readonly Slot<K>[];
  /** The records of a queue that have a due time. */
  readonly waiting: <Q extends Queue>(queue: Q) => readonly Slot<Q>[];
  /** The members that are, or ever were, on a deny list. */
  readonly everDenied: () => readonly Slot<'member'>[];
  /** Nothing happens when one of that organization and key is there. */
  readonly record: (event: DomainEvent) => void;
  /** In the order of their commits; the first `numbered` of them have positions. */
  readonly events: readonly DomainEvent[];
  readonly relay: { numbered: number; holder?: string; until: number };
}

const isQueue = (kind: Kind): kind is Queue =>
  kind === 'deduction' || kind === 'notice' || kind === 'refund' || kind === 'task' || kind === 'payscoreOrder';
/** Some kinds belong to the whole installation, whoever asks. */
const ownerOf = (kind: Kind, organization: OrganizationId): OrganizationId =>
  scopeOf[kind] === 'platform' ? platform : organization;
/** Sorts like the pair: an organization has no character below `/`. */
export const placeOf = ({ organization, key }: Pick<Slot, 'organization' | 'key'>): string => `${organization}/${key}`;

export const createShelves = (): Shelves => {
  const shelf: { readonly [K in Kind]: Map<string, Slot<K>> } = {
    organization: new Map(),
    member: new Map(),
    device: new Map(),
    voucher: new Map(),
    evidence: new Map(),
    credential: new Map(),
    deduction: new Map(),
    number: new Map(),
    attempt: new Map(),
    spending: new Map(),
    notice: new Map(),
    refund: new Map(),
    refundBook: new Map(),
    authinfo: new Map(),
    cursor: new Map(),
    alarm: new Map(),
    answer: new Map(),
    task: new Map(),
    payscoreOrder: new Map(),
    payscorePermission: new Map(),
  };
  const due: { readonly [Q in Queue]: Map<string, Slot<Q>> } = {
    deduction: new Map(),
    notice: new Map(),
    refund: new Map(),
    task: new Map(),
    payscoreOrder: new Map(),
  };
  const denied = new Map<string, Slot<'member'>>();
  const events: DomainEvent[] = [];
  const eventKeys = new Set<string>();
  const on = <K extends Kind>(kind: K): Map<string, Slot<K>> => shelf[kind];
  const dueOn = <Q extends Queue>(queue: Q): Map<string, Slot<Q>> => due[queue];
  return {
    get: (organization, at) =>
      on(at.kind).get(placeOf({ organization: ownerOf(at.kind, organization), key: at.key }))?.value,
    put: (organization, { kind, key }, value) => {
      const slot = { organization: ownerOf(kind, organization), key, value: frozenCopy(value) };
      on(kind).set(placeOf(slot), slot);
      if ('deny' in slot.value && slot.value.deny !== undefined) denied.set(placeOf(slot), slot as Slot<'member'>);
      if (!isQueue(kind)) return;
      const queue = dueOn<Queue>(kind);
      const waiting = slot as Slot<Queue>;
      if (waiting.value.dueAt === undefined) queue.delete(placeOf(slot));
      else queue.set(placeOf(slot), waiting);
    },
    all: (kind) => [...on(kind).values()],
    waiting: (queue) => [...dueOn(queue).values()],
    everDenied: () => [...denied.values()],
    record: (event) => {
      const place = placeOf(event);
      if (eventKeys.has(place)) return;
      eventKeys.add(place);
      events.push(frozenCopy(event));
    },
    events,
    relay: { numbered: 0, until: 0 },
  };
};
