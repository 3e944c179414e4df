import type { FaceDevice, FaceDeviceFailure, FaceIdentification, PayscoreStatusRequest } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** One person who wants something at a terminal. `orderNo` is made before anybody knows who they are, and lapses unused. */
export type FaceVisit = Omit<PayscoreStatusRequest, 'authinfo'>;

export interface IdentifyByFaceDependencies<F> {
  readonly device: FaceDevice;
  /** The back office (`issueFaceAuthinfo`, or the route over it); `anew` where the terminal could not use the last one. */
  readonly authinfo: (rawData: string, anew: boolean) => TE.TaskEither<F, { readonly authinfo: string }>;
}
export type IdentifyByFace<F> = (visit: FaceVisit) => TE.TaskEither<FaceDeviceFailure | F, FaceIdentification>;

/**
 * Steps 1 to 3 of the guide's diagram: initialise, raw data, authinfo, face (`facepay-device.md` §1). A device that was not
 * initialised, or has died since, is initialised; an authinfo that it cannot use is replaced, from fresh raw data: once each.
 */
export const identifyByFace =
  <F>(deps: IdentifyByFaceDependencies<F>): IdentifyByFace<F> =>
  (visit) =>
    pipe(
      attempt(deps, visit, false),
      TE.flatMap((first) => (first.type === 'AuthinfoUnusable' ? attempt(deps, visit, true) : TE.right(first))),
    );

const attempt = <F>(
  { device, authinfo }: IdentifyByFaceDependencies<F>,
  visit: FaceVisit,
  anew: boolean,
): TE.TaskEither<FaceDeviceFailure | F, FaceIdentification> =>
  pipe(
    rawDataOf(device),
    TE.flatMap((rawData) => authinfo(rawData, anew)),
    TE.flatMap((granted) => TE.fromTask(device.payscoreStatus({ ...visit, authinfo: granted.authinfo }))),
  );

const rawDataOf = (device: FaceDevice): TE.TaskEither<FaceDeviceFailure, string> =>
  pipe(
    device.rawData(),
    TE.orElse((failure) =>
      failure.type === 'DeviceNotReady' ? pipe(device.initialise(), TE.flatMap(device.rawData)) : TE.left(failure),
    ),
  );
