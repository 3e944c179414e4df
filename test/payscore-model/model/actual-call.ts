import { isDeepStrictEqual } from 'node:util';
import type { CallName } from '../table/table.ts';
import type { ReferenceOrder } from './reference-order.ts';
import type { Request } from './request.ts';

/** A body that happens to be the stored one is a repeat, whatever it was meant to be (§8). */
export const actualCall = (call: CallName, request: Request | undefined, order: ReferenceOrder): CallName => {
  if (request?.type === 'complete' && isDeepStrictEqual(request, order.complete)) return 'complete same';
  if (request?.type === 'modify' && isDeepStrictEqual(request, order.modify)) return 'modify same';
  return call;
};
