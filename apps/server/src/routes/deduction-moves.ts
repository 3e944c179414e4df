import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnsweredBefore, HeldDecision } from '@facepay/application';
import type { DeductionId } from '@facepay/domain';
import { operators, type Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { deductionId, organizationId } from '../shape/kernel-shapes.ts';
import { text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { DeductionView, deductionView } from '../views/deduction-view.ts';
import { deductionTenant } from './deductions.ts';
import { keyedRoute, type Keyed } from './keyed-route.ts';
import { ok, type Result } from './route.ts';

const reasonBody = object({ reason: text(200) });
const shapes = {
  params: object({ deductionId }),
  query: object({}, { organizationId }),
  body: reasonBody,
  answer: { status: 200, shape: DeductionView },
} as const;

interface Move extends Keyed {
  readonly requestId: string;
  readonly principal: Principal;
  readonly params: { readonly deductionId: DeductionId };
  readonly query: ShapeOf<typeof shapes.query>;
  readonly body: ShapeOf<typeof reasonBody>;
}

const release = keyedRoute({
  ...shapes,
  method: 'POST',
  path: '/v1/deductions/{deductionId}/release',
  roles: operators,
  summary: 'A held sale may be tried again; of two at once one succeeds',
  handler: (deps) => (input) => move(deps, input, { type: 'Release', reason: input.body.reason }),
});

const giveUp = keyedRoute({
  ...shapes,
  method: 'POST',
  path: '/v1/deductions/{deductionId}/give-up',
  roles: operators,
  summary: 'A held sale is never charged',
  handler: (deps) => (input) => move(deps, input, { type: 'GiveUp', reason: input.body.reason }),
});

const move = (
  { useCases, logger }: ServerDependencies,
  { principal, requestId, params, query, once }: Move,
  command: HeldDecision,
): TE.TaskEither<Refusal | AnsweredBefore, Result> =>
  pipe(
    TE.fromEither(deductionTenant(principal, query.organizationId)),
    TE.flatMap((organization) =>
      useCases.decideHeldDeduction(organization, params.deductionId, command, once(deductionView)),
    ),
    TE.map((deduction) => {
      // The reason is free text and may name a person, so the log leaves it out.
      logger.info('operator move', {
        requestId,
        operation: command.type,
        holder: principal.name,
        deduction: deduction.id,
      });
      return ok(deductionView(deduction));
    }),
  );

export const deductionMoveRoutes = [release, giveUp];
