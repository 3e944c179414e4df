import type { UseCases } from '@facepay/composition';
import { encodePublicKey } from '@facepay/device-protocol';
import { DeviceId, Fen, OrganizationId, OutUserId, SubMchid } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Simulation } from '../engine/simulation.ts';
import type { PupilPlan } from '../plan/plan.ts';
import { deviceId, deviceKey } from './keys.ts';
import { rightOf } from './life-ports.ts';
import type { Wechat } from './wechat.ts';

/** The school's own people. They repeat what failed or was never answered: everything they ask for may be repeated. */
export interface Office {
  readonly openSchool: () => Promise<void>;
  readonly signUp: (pupil: PupilPlan) => Promise<void>;
  readonly terminate: (pupil: PupilPlan) => Promise<void>;
  readonly ask: (
    what: string,
    act: (useCases: UseCases) => TaskEither<{ readonly type: string }, unknown>,
  ) => Promise<void>;
  readonly isSigned: (pupil: PupilPlan) => boolean;
  readonly userIdOf: (pupil: PupilPlan) => string | undefined;
  readonly openidOf: (pupil: PupilPlan) => string;
}
export interface School {
  readonly organizationId: OrganizationId;
  readonly subMchid: SubMchid;
  readonly name: string;
}

const final: ReadonlySet<string> = new Set([
  'ContractNotSigned',
  'ContractAlreadyTerminated',
  'NotNow',
  'DeductionUnknown',
]);

export const createOffice = (
  simulation: Simulation,
  school: School,
  server: () => UseCases | undefined,
  wechat: Wechat,
): Office => {
  const { stepper, note, plan } = simulation;
  const userIds = new Map<string, string>();
  const signed = new Set<string>();
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => stepper.after(ms, resolve));
  const openidOf = ({ outUserId }: PupilPlan): string => `openid-${outUserId}`;

  /** Answers the result, or nothing where it has to be asked again. */
  const attempt = async <A>(
    act: (useCases: UseCases) => TaskEither<{ readonly type: string }, A>,
  ): Promise<E.Either<string, A>> => {
    const useCases = server();
    if (useCases === undefined) return E.left('down');
    const outcome = await Promise.race([act(useCases)(), sleep(30_000).then(() => E.left({ type: 'no answer' }))]);
    return E.isLeft(outcome) ? E.left(outcome.left.type) : outcome;
  };
  const insist = async <A>(
    what: string,
    act: (useCases: UseCases) => TaskEither<{ readonly type: string }, A>,
  ): Promise<A | undefined> => {
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt(act);
      note(`office ${what}: ${E.isRight(outcome) ? 'done' : outcome.left}`);
      if (E.isRight(outcome)) return outcome.right;
      if (final.has(outcome.left)) return undefined;
      if (tries === 500) return void simulation.violate('INV-98', `${what} never succeeded: ${outcome.left}`);
      await sleep(2000 + 3000 * simulation.fraction(`office/${what}`, tries));
    }
  };
  const address = ({ outUserId }: PupilPlan) => ({
    organization: school.organizationId,
    outUserId: rightOf(OutUserId.of(outUserId)),
  });

  const throughMiniPrograms = async (pupil: PupilPlan): Promise<boolean> => {
    const given = await insist(`token ${pupil.outUserId}`, (useCases) => useCases.issueToken(address(pupil)));
    if (given === undefined) return false;
    const { outUserId, name, phone, faceSeed } = pupil;
    const enrolled = await wechat.control('POST', 'mini-programs/enrol', {
      ...{ token: given.token, outUserId, organizationName: school.name, name, phone, faceSeed },
      ...{ identityNumber: '110101201501010000', className: '三年二班' },
    });
    if (enrolled.status !== 200) return false;
    userIds.set(outUserId, String(enrolled.body['userId']));
    const contract = await wechat.control('POST', 'mini-programs/sign', {
      ...{ token: given.token, openid: openidOf(pupil), name: `家长${outUserId}` },
    });
    return contract.status === 200;
  };

  return {
    openSchool: async () => {
      const { testMerchant, dayLimitFen } = plan.world;
      await insist('adopt', (useCases) =>
        useCases.adoptOrganization({
          organizationId: school.organizationId,
          subMchid: school.subMchid,
          scene: 'canteen',
          testMerchant,
          ...(dayLimitFen === undefined ? {} : { dayLimit: rightOf(Fen.of(dayLimitFen)) }),
        }),
      );
      await insist('enrol the terminal', (useCases) =>
        useCases.enrolDevice({
          deviceId: rightOf(DeviceId.of(deviceId)),
          organization: school.organizationId,
          name: '一号窗口',
          publicKey: encodePublicKey(deviceKey.publicKey),
        }),
      );
    },
    signUp: async (pupil) => {
      const { balanceFen, advanceQuota, name, phone, outUserId } = pupil;
      await wechat.control('PUT', `payers/${openidOf(pupil)}`, { balanceFen, advanceQuota });
      await insist(`put ${outUserId}`, (useCases) =>
        useCases.putMember(address(pupil), { name, phone, userType: 'student', classOrPost: '三年二班' }),
      );
      for (let tries = 0; tries < 20 && !(await throughMiniPrograms(pupil)); tries += 1) await sleep(1000);
      await insist(`sync ${outUserId}`, (useCases) => useCases.syncMember(address(pupil)));
      signed.add(outUserId);
    },
    terminate: async (pupil) => {
      await insist(`terminate ${pupil.outUserId}`, (useCases) => useCases.terminateContract(address(pupil)));
    },
    ask: async (what, act) => void (await insist(what, act)),
    isSigned: ({ outUserId }) => signed.has(outUserId),
    userIdOf: ({ outUserId }) => userIds.get(outUserId),
    openidOf,
  };
};
