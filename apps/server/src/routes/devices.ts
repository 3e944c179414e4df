import { AckKeysDocument } from '@facepay/device-protocol';
import { type Device, type DeviceId, platform, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, everyRole, maySee, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { deviceId, organizationId, publicKey } from '../shape/kernel-shapes.ts';
import { list as listOf, oneOf, shownText, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { DeviceView, deviceView } from '../views/device-view.ts';
import { scene } from '../views/organization-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { openRoute } from './open-route.ts';
import { pageShape, paging } from './paging.ts';
import { created, ok } from './route.ts';
import { ownTenant } from './tenant.ts';

export const deviceParams = object({ deviceId });
const answer = { status: 200, shape: DeviceView } as const;

const enrol = bearerRoute({
  method: 'POST',
  path: '/v1/devices',
  roles: admins,
  summary: "Enrol a terminal's public key; the same enrolment again changes nothing",
  body: object({ deviceId, organizationId, name: text(64), publicKey }, { scene }),
  answer: { status: 201, shape: DeviceView },
  handler:
    ({ useCases }) =>
    ({ principal, body: { organizationId: wanted, ...rest } }) =>
      pipe(
        TE.fromEither(ownTenant(principal, wanted)),
        TE.flatMap((organization) => useCases.enrolDevice({ ...rest, organization })),
        TE.map((device) => created(deviceView(device))),
      ),
});

const list = bearerRoute({
  method: 'GET',
  path: '/v1/devices',
  roles: everyRole,
  summary: 'Terminals, by id',
  query: object({}, { ...paging, organizationId, status: oneOf('active', 'revoked') }),
  answer: { status: 200, shape: pageShape(DeviceView) },
  handler:
    (deps) =>
    ({ principal, query }) =>
      listPage(deps, 'device', {
        principal,
        organization: query.organizationId,
        filter: query.status === undefined ? {} : { status: query.status },
        query,
        view: deviceView,
      }),
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/devices/{deviceId}',
  roles: everyRole,
  summary: 'One terminal: its chain of vouchers and the gaps in it',
  params: deviceParams,
  answer,
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        findOwn(deps, principal, params.deviceId),
        TE.map((device) => ok(deviceView(device))),
      ),
});

const revoke = bearerRoute({
  method: 'POST',
  path: '/v1/devices/{deviceId}/revoke',
  roles: admins,
  summary: 'From now on not one request of this terminal is accepted',
  params: deviceParams,
  answer,
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        findOwn(deps, principal, params.deviceId),
        TE.flatMap((device) => deps.useCases.revokeDevice(device.deviceId)),
        TE.map((device) => ok(deviceView(device))),
      ),
});

const findOwn = ({ reads }: ServerDependencies, principal: Principal, id: DeviceId): TE.TaskEither<Refusal, Device> =>
  pipe(
    reads.find(platform, ref('device', id)),
    TE.flatMap((device): TE.TaskEither<Refusal, Device> =>
      device === undefined || !maySee(principal, device.organization)
        ? TE.left({ type: 'NotFound' })
        : TE.right(device),
    ),
  );

const ackKeys = openRoute({
  path: '/v1/devices/ack-keys',
  summary: 'Keys with which terminals check acknowledgements',
  answer: object({ keys: listOf(object({ keyId: shownText, algorithm: oneOf('Ed25519'), publicKey: shownText })) }),
  handler: (deps) => ok(AckKeysDocument.encode(deps.ackKeys)),
});

/** `ack-keys` before `{deviceId}`: the first match counts. */
export const deviceRoutes = [ackKeys, enrol, list, get, revoke];
