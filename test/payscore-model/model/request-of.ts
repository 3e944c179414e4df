import { type Chosen, createRequests } from './create-requests.ts';
import { endingRequests } from './ending-requests.ts';
import type { CallName } from '../table/table.ts';
import type { ReferenceOrder } from './reference-order.ts';
import type { Request } from './request.ts';
import { totalRequest } from './total-requests.ts';

/** What a call of the table sends now, of this order; undefined for what is no call of ours, or repeats nothing. */
export const requestOf = (call: CallName, order: ReferenceOrder, chosen: Chosen): Request | undefined =>
  call in createRequests
    ? createRequests[call as keyof typeof createRequests](chosen)
    : call in endingRequests
      ? endingRequests[call as keyof typeof endingRequests](order, chosen)
      : totalRequest(call, order, chosen);
