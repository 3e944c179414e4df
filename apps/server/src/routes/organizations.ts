import type { AdoptOrganization } from '@facepay/application';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, everyRole } from '../access/principal.ts';
import { fen, organizationId, subMchid } from '../shape/kernel-shapes.ts';
import { flag } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { OrganizationView, organizationView, scene } from '../views/organization-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { findOrganization } from './find-organization.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { created, ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const adoption = object(
  { organizationId, subMchid, scene },
  { testMerchant: flag, singleLimitFen: fen, dayLimitFen: fen },
);

const adopt = bearerRoute({
  method: 'POST',
  path: '/v1/organizations',
  roles: admins,
  summary: 'Adopt an organization as WeChat knows it; the same adoption again changes nothing',
  body: adoption,
  answer: { status: 201, shape: OrganizationView },
  handler:
    (deps) =>
    ({ principal, body }) =>
      pipe(
        TE.fromEither(ownTenant(principal, body.organizationId)),
        TE.flatMap(() => deps.useCases.adoptOrganization(toAdoption(body))),
        TE.map((organization) => created(organizationView(organization))),
      ),
});

const toAdoption = (body: ShapeOf<typeof adoption>): AdoptOrganization => ({
  organizationId: body.organizationId,
  subMchid: body.subMchid,
  scene: body.scene,
  testMerchant: body.testMerchant ?? false,
  ...(body.singleLimitFen === undefined ? {} : { singleLimit: body.singleLimitFen }),
  ...(body.dayLimitFen === undefined ? {} : { dayLimit: body.dayLimitFen }),
});

const list = bearerRoute({
  method: 'GET',
  path: '/v1/organizations',
  roles: everyRole,
  summary: 'Organizations, by id',
  query: object({}, paging),
  answer: { status: 200, shape: pageShape(OrganizationView) },
  handler:
    (deps) =>
    ({ principal, query }) =>
      listPage(deps, 'organization', { principal, query, view: organizationView }),
});

const get = bearerRoute({
  method: 'GET',
  path: '/v1/organizations/{organizationId}',
  roles: everyRole,
  summary: 'One organization',
  params: object({ organizationId }),
  answer: { status: 200, shape: OrganizationView },
  handler:
    (deps) =>
    ({ principal, params }) =>
      pipe(
        findOrganization(deps, principal, params.organizationId),
        TE.map((organization) => ok(organizationView(organization))),
      ),
});

export const organizationRoutes = [adopt, list, get];
