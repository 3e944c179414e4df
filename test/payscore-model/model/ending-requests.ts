import { hour, second, secondsForm } from './beijing.ts';
import type { Chosen } from './create-requests.ts';
import type { ReferenceOrder } from './reference-order.ts';
import type { Request } from './request.ts';

/** Repeating a create, and the two ends that a merchant makes. */
export const endingRequests = {
  'create same': ({ create }) => create,
  'create other': ({ create }, { fen }) => create && { ...create, introduction: `另一家酒店${fen}` },
  cancel: (_, { now, fen }) => ({ type: 'cancel', reason: `用户不用了 ${fen} ${now / second}` }),
  'cancel same': ({ cancel }) => cancel,
  sync: (_, { now }) => ({ type: 'sync', paidTime: secondsForm(now - second) }),
  'sync same': ({ sync }) => sync,
  'sync paid in the future': (_, { now }) => ({ type: 'sync', paidTime: secondsForm(now + hour) }),
  'sync paid before completion': ({ completedAt }, { now }) => ({
    type: 'sync',
    paidTime: secondsForm((completedAt ?? now) - 3 * second),
  }),
} satisfies Record<string, (order: ReferenceOrder, chosen: Chosen) => Request | undefined>;
