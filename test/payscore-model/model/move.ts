import type { Cell } from '../table/cell.ts';
import { type CallName, cellOf, type tableOf } from '../table/table.ts';
import { actualCall } from './actual-call.ts';
import type { Chosen } from './create-requests.ts';
import { canBeMade, type ReferenceOrder } from './reference-order.ts';
import type { Request } from './request.ts';
import { requestOf } from './request-of.ts';

export interface Move {
  readonly call: CallName;
  readonly request: Request | undefined;
  readonly cell: Cell;
}

/** What a drawn call is, where the order is by now; undefined where it cannot be made there. */
export const moveOf = (
  table: ReturnType<typeof tableOf>,
  drawn: CallName,
  order: ReferenceOrder,
  chosen: Chosen,
): Move | undefined => {
  if (!canBeMade(order, drawn)) return undefined;
  const request = requestOf(drawn, order, chosen);
  const call = actualCall(drawn, request, order);
  const cell = cellOf(table, call, order.state);
  return cell && { call, request, cell };
};
