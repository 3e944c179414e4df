import type {
  FaceUser,
  OrganizationId,
  Reads,
  ReEnrolment,
  StoreFailure,
  UserId,
  WechatFailure,
  WechatReEnrolments,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

/** Whose new photo is wanted, waits for the parent, or counts; `member` is absent where our roster has no such pupil. */
export interface ReEnrolmentOf {
  readonly reEnrolment: ReEnrolment;
  readonly member?: FaceUser;
}
type Failure = OrganizationNotAdopted | WechatFailure | StoreFailure;

/** WeChat's re-collection list of a school, read now, beside our roster: by class, then by member (FAQ 1.20, 1.21). */
export const listReEnrolments =
  (deps: { readonly reads: Reads; readonly reEnrolments: WechatReEnrolments }) =>
  (organization: OrganizationId): TE.TaskEither<Failure, readonly ReEnrolmentOf[]> =>
    pipe(
      requireOrganization(deps.reads)(organization),
      TE.flatMap((): TE.TaskEither<Failure, readonly ReEnrolment[]> => allOf(deps.reEnrolments, organization, 0)),
      TE.flatMap((found): TE.TaskEither<Failure, readonly ReEnrolmentOf[]> =>
        pipe(
          membersOf(deps.reads, organization, new Set(found.map(({ userId }) => userId))),
          TE.map((members) => {
            const byUser = new Map(members.map((member) => [member.userId, member]));
            return found
              .map((reEnrolment) => withMember(reEnrolment, byUser.get(reEnrolment.userId)))
              .toSorted(byClass);
          }),
        ),
      ),
    );

const pageSize = 100;
/** A school has fewer pupils than this; an endless list is not read to its end. */
const countMax = 20_000;
const allOf = (
  reEnrolments: WechatReEnrolments,
  organization: OrganizationId,
  offset: number,
): TE.TaskEither<WechatFailure, readonly ReEnrolment[]> =>
  pipe(
    reEnrolments.page(organization, offset, pageSize),
    TE.flatMap((page) =>
      page.length < pageSize || offset + pageSize >= countMax
        ? TE.right(page)
        : pipe(
            allOf(reEnrolments, organization, offset + pageSize),
            TE.map((rest) => [...page, ...rest]),
          ),
    ),
  );

/** The members with these ids of WeChat's, of a roster that is read page by page. */
const membersOf = (
  reads: Reads,
  organization: OrganizationId,
  wanted: ReadonlySet<UserId>,
  after?: string,
): TE.TaskEither<StoreFailure, readonly FaceUser[]> => {
  if (wanted.size === 0) return TE.right([]);
  return pipe(
    reads.page('member', { organization }, 200, after),
    TE.flatMap(({ items, next }) => {
      const found = items.filter(({ userId }) => userId !== undefined && wanted.has(userId));
      if (next === undefined) return TE.right(found);
      return pipe(
        membersOf(reads, organization, wanted, next),
        TE.map((rest) => [...found, ...rest]),
      );
    }),
  );
};

const withMember = (reEnrolment: ReEnrolment, member: FaceUser | undefined): ReEnrolmentOf =>
  member === undefined ? { reEnrolment } : { reEnrolment, member };

const byClass = (a: ReEnrolmentOf, b: ReEnrolmentOf): number => compare(placeOf(a), placeOf(b));
const placeOf = ({ member, reEnrolment }: ReEnrolmentOf): string =>
  [member?.profile.classOrPost ?? '\uffff', member?.outUserId ?? '', reEnrolment.id].join('\u0000');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
