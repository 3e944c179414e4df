import {
  type Change,
  type Clock,
  type Device,
  type DeviceId,
  emptyChain,
  type OrganizationId,
  platform,
  type Reads,
  ref,
  type Scene,
  type Storage,
  type StoreFailure,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type OrganizationNotAdopted, requireOrganization } from './require-organization.ts';

export interface EnrolDevice {
  readonly deviceId: DeviceId;
  readonly organization: OrganizationId;
  readonly name: string;
  readonly publicKey: string;
  /** Where it stands, if not where its organization was adopted for. */
  readonly scene?: Scene;
}
export interface DeviceEnrolledDifferently {
  readonly type: 'DeviceEnrolledDifferently';
}
/** What the first voucher of a chain names as its predecessor. */
const genesis = '0'.repeat(64);

/** Makes a terminal's key known; the same enrolment again changes nothing. */
export const enrolDevice =
  (deps: { readonly storage: Storage; readonly reads: Reads; readonly clock: Clock }) =>
  (input: EnrolDevice): TE.TaskEither<OrganizationNotAdopted | DeviceEnrolledDifferently | StoreFailure, Device> => {
    const at = ref('device', input.deviceId);
    return pipe(
      requireOrganization(deps.reads)(input.organization),
      TE.flatMap(() =>
        deps.storage.transact({
          organization: platform,
          read: { device: at },
          decide: ({ device }): E.Either<DeviceEnrolledDifferently, Change<Device>> => {
            if (device !== undefined)
              return isSame(device, input)
                ? E.right({ writes: [], events: [], result: device })
                : E.left({ type: 'DeviceEnrolledDifferently' });
            const enrolledAt = deps.clock.now();
            const enrolled: Device = {
              ...input,
              keyEpoch: 1,
              status: 'active',
              chain: emptyChain(genesis),
              enrolledAt,
            };
            return E.right({
              writes: [write(at, enrolled)],
              events: [
                {
                  key: `device/${input.deviceId}/enrolled`,
                  organization: input.organization,
                  subject: { kind: 'device', id: input.deviceId },
                  at: enrolledAt,
                  body: { type: 'DeviceEnrolled' },
                },
              ],
              result: enrolled,
            });
          },
        }),
      ),
    );
  };

const isSame = (device: Device, { publicKey, organization, scene }: EnrolDevice): boolean =>
  device.publicKey === publicKey && device.organization === organization && device.scene === scene;
