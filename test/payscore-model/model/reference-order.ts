import type { Outcome } from '../table/cell.ts';
import type { CallName } from '../table/table.ts';
import type { StateName } from '../table/words.ts';
import type { CancelRequest, CompleteRequest, CreateRequest, ModifyRequest, Request, SyncRequest } from './request.ts';

/** Where the order is by the table, and what was accepted on the way there: repeats are held against it (§8). */
export interface ReferenceOrder {
  readonly state: StateName;
  /** A sync was to be made, and waits for a deduction to end: the user has paid outside. */
  readonly outside?: true;
  readonly total?: number;
  readonly createdAt?: number;
  readonly completedAt?: number;
  readonly create?: CreateRequest;
  readonly complete?: CompleteRequest;
  readonly modify?: ModifyRequest;
  readonly cancel?: CancelRequest;
  readonly sync?: SyncRequest;
}
export const noOrder: ReferenceOrder = { state: 'none' };

/** After this outcome of the table. Only what moves is remembered: a refusal leaves nothing behind. */
export const after = (
  order: ReferenceOrder,
  outcome: Outcome,
  request: Request | undefined,
  at: number,
): ReferenceOrder =>
  outcome.type === 'to' ? { ...order, ...remembered(order, request, at), state: outcome.state } : order;

const remembered = (order: ReferenceOrder, request: Request | undefined, at: number): Partial<ReferenceOrder> => {
  switch (request?.type) {
    case undefined:
      return {};
    case 'create':
      return { create: request, createdAt: at };
    case 'complete':
      return { complete: request, completedAt: at, total: request.total };
    case 'modify':
      return { modify: request, total: request.total };
    case 'cancel':
      return { cancel: request, ...(order.total !== undefined && { total: 0 }) };
    case 'sync':
      return { sync: request };
  }
};

/** The calls that repeat or lower something need that it was. */
export const canBeMade = (order: ReferenceOrder, call: CallName): boolean => needs[call]?.(order) ?? true;

const needs: Partial<Readonly<Record<CallName, (order: ReferenceOrder) => boolean>>> = {
  'complete same': ({ complete }) => complete !== undefined,
  'complete with another end time': ({ complete }) => complete?.end?.length === 14,
  'modify same': ({ modify }) => modify !== undefined,
  'modify lower': ({ state, total = 0 }) => !(state === 'to pay' || state === 'being charged') || total >= 2,
  'complete without any end time': ({ create }) => create?.end === undefined,
};
