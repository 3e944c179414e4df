import { denyListChangesMax, type DenyListDelta } from '@facepay/device-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { outUserId } from '../shape/kernel-shapes.ts';
import { flag, leaf, list, shownNumber, shownText } from '../shape/leaves.ts';
import { decoderOf, object } from '../shape/object.ts';
import type { Shape } from '../shape/shape.ts';
import { deviceParams } from './devices.ts';
import { deviceRoute } from './device-route.ts';
import { ok } from './route.ts';

/** A version as a terminal was given it, in plain digits. */
const since: Shape<number> = leaf(
  decoderOf('since', (input, context) =>
    typeof input === 'string' && /^(?:0|[1-9][0-9]{0,15})$/u.test(input) && Number.isSafeInteger(Number(input))
      ? t.success(Number(input))
      : t.failure(input, context, `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`),
  ),
  {
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: '`version` of the answer before; without it the whole list is told',
  },
);

const change = object({ outUserId, denied: flag }, { userId: shownText });

const denyList = deviceRoute({
  method: 'GET',
  path: '/v1/devices/{deviceId}/deny-list',
  summary: "Who of this terminal's school must not pay: what changed since a version of the list",
  params: deviceParams,
  query: object({}, { since }),
  answer: {
    status: 200,
    shape: object({
      version: shownNumber,
      complete: flag,
      more: flag,
      changes: list(change, { maxItems: denyListChangesMax }),
    }),
  },
  handler:
    ({ useCases }) =>
    ({ device, query }) =>
      pipe(
        useCases.readDenyList(device.organization, query.since, denyListChangesMax),
        TE.map((delta) => ok({ ...delta, changes: [...delta.changes] } satisfies DenyListDelta)),
      ),
});

export const denyListRoutes = [denyList];
