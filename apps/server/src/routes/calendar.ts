import { type OrganizationId, platform, ref } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { admins, everyRole } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import { organizationId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { CalendarBody, CalendarView, calendarView, toCalendar } from '../views/calendar-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { ok, type Result } from './route.ts';
import { ownTenant } from './tenant.ts';

const path = '/v1/organizations/{organizationId}/calendar';

const put = bearerRoute({
  method: 'PUT',
  path,
  roles: admins,
  summary: 'School days and the windows in which what failed, or came late, is charged again',
  params: object({ organizationId }),
  body: CalendarBody,
  answer: { status: 200, shape: CalendarView },
  handler:
    ({ useCases }) =>
    ({ principal, params, body }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.flatMap((id) => useCases.setCalendar(id, toCalendar(body))),
        TE.map((organization) => ok(calendarView(organization))),
      ),
});

const get = bearerRoute({
  method: 'GET',
  path,
  roles: everyRole,
  summary: 'The calendar in force; the guide’s own windows where none was set',
  params: object({ organizationId }),
  answer: { status: 200, shape: CalendarView },
  handler:
    ({ reads }) =>
    ({ principal, params }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.flatMap((id: OrganizationId) => reads.find(platform, ref('organization', id))),
        TE.flatMap((found): TE.TaskEither<Refusal, Result> =>
          found === undefined ? TE.left({ type: 'NotFound' }) : TE.right(ok(calendarView(found))),
        ),
      ),
});

export const calendarRoutes = [put, get];
