import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole, operators } from '../access/principal.ts';
import { alarmId, organizationId } from '../shape/kernel-shapes.ts';
import { object } from '../shape/object.ts';
import { alarmState, AlarmView, alarmView } from '../views/alarm-view.ts';
import { bearerRoute } from './bearer-route.ts';
import { listPage } from './list-page.ts';
import { pageShape, paging } from './paging.ts';
import { ok } from './route.ts';

const list = bearerRoute({
  method: 'GET',
  path: '/v1/alarms',
  roles: everyRole,
  summary: 'What a person should look at, the oldest first; docs/operations.md says what to do about each',
  query: object({}, { ...paging, organizationId, state: alarmState }),
  answer: { status: 200, shape: pageShape(AlarmView) },
  handler:
    (deps) =>
    ({ principal, query }) =>
      listPage(deps, 'alarm', {
        principal,
        organization: query.organizationId,
        filter: query.state === undefined ? {} : { status: query.state },
        query,
        view: alarmView,
      }),
});

const acknowledge = bearerRoute({
  method: 'POST',
  path: '/v1/alarms/{alarmId}/acknowledge',
  roles: operators,
  summary: 'Somebody has seen it; the first to say so stands',
  params: object({ alarmId }),
  answer: { status: 200, shape: AlarmView },
  handler:
    ({ useCases, logger }) =>
    ({ principal, params, requestId }) =>
      pipe(
        useCases.acknowledgeAlarm(params.alarmId, { by: principal.name, organization: principal.organization }),
        TE.map((alarm) => {
          logger.info('operator move', { requestId, operation: 'AcknowledgeAlarm', holder: principal.name });
          return ok(alarmView(alarm));
        }),
      ),
});

export const alarmRoutes = [list, acknowledge];
