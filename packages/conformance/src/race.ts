import {
  type Deduction,
  dayOf,
  defaultPolicy,
  type Device,
  emptyChain,
  type FaceUser,
  type Instant,
  nothingSpent,
  type Organization,
  ref,
  reserveDeduction,
  type Storage,
  type Work,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { noon, pupil, put, school } from './storage-examples.ts';

const racingSchool: Organization = {
  organizationId: school,
  name: 'No. 1',
  subMchid: '1900000001' as Organization['subMchid'],
  scene: 'canteen',
  testMerchant: false,
  adoptedAt: noon,
  denyListVersion: 0,
  version: 1,
};
const racingDevice: Device = {
  deviceId: 'D1' as Device['deviceId'],
  organization: school,
  name: 'canteen 1',
  publicKey: '',
  keyEpoch: 1,
  status: 'active',
  chain: emptyChain('0'.repeat(64)),
  enrolledAt: noon,
};
export const signedPupil: FaceUser = {
  organization: school,
  outUserId: pupil,
  profile: { name: 'Li', phone: '13800000000', userType: 'student', classOrPost: '1-1' },
  userId: 'user-1' as Exclude<FaceUser['userId'], undefined>,
  faceImage: 'ready',
  contract: {
    status: 'signed',
    contractId: 'c1' as Extract<FaceUser['contract'], { status: 'signed' }>['contractId'],
    mode: 'any-card',
    cardFrom: 'payer',
    signedAt: noon,
  },
  usage: 'normal',
  debts: [],
  version: 1,
};

/** What every racer reads besides its own sale. */
export const putRacers = (storage: Storage, deductions: readonly Deduction[]): Promise<void> =>
  put(storage, school, [
    write(ref('organization', school), racingSchool),
    write(ref('device', 'D1'), racingDevice),
    write(ref('member', pupil), signedPupil),
    ...deductions.map((deduction) => write(ref('deduction', deduction.id), deduction)),
  ]);

/** T2 with the domain's own rule: contract, limits and reservation in one step. `purse` is where the limit is kept. */
export const reserveWork = (deduction: Deduction, purse: string, at: Instant = noon) => {
  const refs = {
    deduction: ref('deduction', deduction.id),
    organization: ref('organization', school),
    member: ref('member', pupil),
    device: ref('device', 'D1'),
    spending: ref('spending', purse),
  };
  const work: Work<typeof refs, { readonly type: string }, 'Send' | 'Held' | 'sent-before'> = {
    organization: school,
    read: refs,
    decide: (found) => {
      const { deduction: sale, organization } = found;
      if (sale === undefined || organization === undefined) return E.left({ type: 'NotThere' });
      if (sale.status !== 'received') return E.right({ writes: [], events: [], result: 'sent-before' });
      const spending = found.spending ?? nothingSpent;
      const reserved = reserveDeduction(
        {
          deduction: sale,
          organization,
          member: found.member,
          device: found.device,
          spending,
          testMerchant: undefined,
        },
        { at, request: `${sale.id}/1`, policy: defaultPolicy },
      );
      if (E.isLeft(reserved)) return reserved;
      const { books, type } = reserved.right;
      return E.right({
        writes: [write(refs.deduction, books.deduction), write(refs.spending, books.spending)],
        events: [
          {
            key: `deduction/${sale.id}/${dayOf(at)}`,
            organization: school,
            subject: { kind: 'deduction', id: sale.id },
            at,
            body: { type: 'DeductionReserved', day: dayOf(at) },
          },
        ],
        result: type,
      });
    },
  };
  return work;
};
