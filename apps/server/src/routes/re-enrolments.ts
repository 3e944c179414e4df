import type { ReEnrolmentOf } from '@facepay/application';
import { toRfc3339 } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole } from '../access/principal.ts';
import { organizationId } from '../shape/kernel-shapes.ts';
import { list, oneOf, shownNumber, shownText, shownTime, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { bearerRoute } from './bearer-route.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const state = oneOf('required', 'uploaded', 'complete');
const ReEnrolmentView = object(
  { reEnrolmentId: shownText, userId: shownText, state },
  { outUserId: shownText, name: shownText, classOrPost: shownText, uploadedAt: shownTime, confirmedAt: shownTime },
);
const ReEnrolmentsView = object({
  /** How many of each class are where; classes in order. */
  classes: list(
    object({ required: shownNumber, uploaded: shownNumber, complete: shownNumber }, { classOrPost: shownText }),
  ),
  items: list(ReEnrolmentView),
});

const listAll = bearerRoute({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/re-enrolments',
  roles: everyRole,
  summary:
    "Whose new photo WeChat wants, waits for the parent's confirmation, or counts, by class; read from WeChat now (FAQ 1.21)",
  params: object({ organizationId }),
  query: object({}, { classOrPost: text(64), state }),
  answer: { status: 200, shape: ReEnrolmentsView },
  handler:
    ({ useCases }) =>
    ({ principal, params, query }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.flatMap((organization) => useCases.listReEnrolments(organization)),
        TE.map((found) => {
          const items = found.map(itemView);
          return ok({ classes: classesOf(items), items: items.filter((item) => fits(item, query)) });
        }),
      ),
});

type Item = ShapeOf<typeof ReEnrolmentView>;
const itemView = ({ reEnrolment, member }: ReEnrolmentOf): Item => {
  const { id, userId, state: at, uploadedAt, confirmedAt } = reEnrolment;
  return {
    reEnrolmentId: id,
    userId,
    state: at,
    ...(member === undefined
      ? {}
      : { outUserId: member.outUserId, name: member.profile.name, classOrPost: member.profile.classOrPost }),
    ...(uploadedAt === undefined ? {} : { uploadedAt: toRfc3339(uploadedAt) }),
    ...(confirmedAt === undefined ? {} : { confirmedAt: toRfc3339(confirmedAt) }),
  };
};

const fits = (item: Item, query: Partial<Pick<Item, 'classOrPost' | 'state'>>): boolean =>
  (query.classOrPost === undefined || query.classOrPost === item.classOrPost) &&
  (query.state === undefined || query.state === item.state);

/** Those whom our roster does not know are counted under no class. */
const classesOf = (items: readonly Item[]): ShapeOf<typeof ReEnrolmentsView>['classes'] =>
  [...Map.groupBy(items, ({ classOrPost }) => classOrPost)].map(([classOrPost, ofClass]) => {
    const count = (wanted: Item['state']) => ofClass.filter((item) => item.state === wanted).length;
    const counts = { required: count('required'), uploaded: count('uploaded'), complete: count('complete') };
    return classOrPost === undefined ? counts : { classOrPost, ...counts };
  });

export const reEnrolmentRoutes = [listAll];
