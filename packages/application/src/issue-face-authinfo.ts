import {
  type AuthinfoGrant,
  type Clock,
  type FaceAuthinfoRequest,
  hour,
  type Instant,
  later,
  msBetween,
  platform,
  type Reads,
  ref,
  second,
  type Storage,
  type StoreFailure,
  type WechatFace,
  type WechatFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type FaceNotConfigured, requireFace } from './require-face.ts';
import { shareFlights } from './share-flights.ts';

type IssueFaceAuthinfoFailure = FaceNotConfigured | WechatFailure | StoreFailure;
export type IssueFaceAuthinfo = (
  request: FaceAuthinfoRequest,
  /** The terminal could not use the one it has (271382020, `AuthInfo License Error`): what is kept is not given again. */
  anew: boolean,
) => TE.TaskEither<IssueFaceAuthinfoFailure, AuthinfoGrant>;

/**
 * The permission of an online face terminal (`facepay-device.md` §4). Within its life one serves every equal request of the same
 * device; from 80 % of it on another is asked for, and while none comes, or only a bad answer, the old one goes on (BAD-40).
 * Kept at most an hour, and it never reaches another device (INV-67).
 */
export const issueFaceAuthinfo = (deps: {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly face?: WechatFace | undefined;
  readonly clock: Clock;
}): IssueFaceAuthinfo => {
  const share = shareFlights<WechatFailure | StoreFailure, AuthinfoGrant>();
  return (request, anew) =>
    pipe(
      TE.Do,
      TE.bindW('face', () => TE.fromEither(requireFace(deps.face))),
      TE.let('key', ({ face }) => `face/${face.bindingOf(request)}`),
      TE.bindW('kept', ({ key }) => deps.reads.find(platform, ref('authinfo', key))),
      TE.flatMap(({ face, key, kept }): TE.TaskEither<WechatFailure | StoreFailure, AuthinfoGrant> => {
        const usable = kept !== undefined && !anew && isGood(kept, deps.clock.now()) ? kept : undefined;
        if (usable !== undefined && deps.clock.now() < (usable.renewAt ?? usable.until)) return TE.right(usable);
        return pipe(
          share(key, askWechat(deps, face, key, request)),
          TE.orElse((failure) =>
            usable !== undefined && isGood(usable, deps.clock.now()) ? TE.right(usable) : TE.left(failure),
          ),
        );
      }),
    );
};

const askWechat = (
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  face: WechatFace,
  key: string,
  request: FaceAuthinfoRequest,
): TE.TaskEither<WechatFailure | StoreFailure, AuthinfoGrant> => {
  const askedAt = clock.now();
  return pipe(
    face.authinfo(request),
    TE.flatMap(({ authinfo, expiresIn }) => {
      const livesMs = Math.min(hour, expiresIn * second);
      const until = later(askedAt, livesMs);
      const renewAt = later(askedAt, Math.floor(livesMs * renewedAfterShare));
      return keep(storage)(key, { device: request.device, authinfo, until, renewAt });
    }),
  );
};

/** Assumed (`facepay-device.md` §4). */
const renewedAfterShare = 0.8;

/** Not over; more than an hour before its end it cannot have been asked for yet, so a clock was set back. */
const isGood = ({ until }: AuthinfoGrant, now: Instant): boolean => until > now && msBetween(now, until) <= hour;

const keep =
  (storage: Storage) =>
  (key: string, grant: AuthinfoGrant): TE.TaskEither<StoreFailure, AuthinfoGrant> =>
    storage.transact({
      organization: platform,
      read: {},
      decide: () => E.right({ writes: [write(ref('authinfo', key), grant)], events: [], result: grant }),
    });
