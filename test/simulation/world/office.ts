import { encodePublicKey } from '@facepay/device-protocol';
import type { OrganizationId, SubMchid } from '@facepay/domain';
import { createProcess, type Life } from '../engine/process.ts';
import type { Network } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Decision, PupilPlan } from '../plan/plan.ts';
import { deviceKeyOf, officeToken, serverOrigin } from './keys.ts';
import type { ControlAnswer, Wechat } from './wechat.ts';

/** The school's own people, over our REST API. They repeat whatever failed or was never answered. */
export interface Office {
  readonly openSchool: () => Promise<void>;
  readonly signUp: (pupil: PupilPlan) => Promise<void>;
  readonly terminate: (pupil: PupilPlan) => Promise<void>;
  /** Under a key of its own, or one that another call has too. */
  readonly decide: (deductionId: string, decision: Decision, sameKey?: string) => Promise<void>;
  readonly enrol: (deviceId: string) => Promise<void>;
  readonly revoke: (deviceId: string) => Promise<void>;
  readonly block: (pupil: PupilPlan) => Promise<void>;
  readonly unblock: (pupil: PupilPlan) => Promise<void>;
  /** Of one pupil, or of the whole school. */
  readonly limit: (pupil: PupilPlan | undefined, dayLimitFen: number) => Promise<void>;
  readonly correct: (pupil: PupilPlan) => Promise<void>;
  readonly presign: (pupil: PupilPlan) => Promise<void>;
  /** After an end: once more through the mini programs, or with a preferred card that its bank refuses (F-31). */
  readonly signAgain: (pupil: PupilPlan, withCard: boolean) => Promise<void>;
  readonly isSigned: (pupil: PupilPlan) => boolean;
  readonly userIdOf: (pupil: PupilPlan) => string | undefined;
  readonly openidOf: (pupil: PupilPlan) => string;
}
export interface School {
  readonly organizationId: OrganizationId;
  readonly subMchid: SubMchid;
  readonly name: string;
}

const triesMax = 500;
/** Then they ask more seldom: a line may be cut for hours. */
const patience = 100;

export const createOffice = (simulation: Simulation, network: Network, school: School, wechat: Wechat): Office => {
  const { plan } = simulation;
  const userIds = new Map<string, string>();
  const signed = new Set<string>();
  let life: Life | undefined;
  createProcess(simulation, 'office', (started) => {
    life = started;
  }).start();
  const insist = (method: string, path: string, body?: object, key?: string): Promise<ControlAnswer | undefined> =>
    insistOn(simulation, network, required(life), {
      method,
      path,
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
  let decisions = 0;
  const member = ({ outUserId }: PupilPlan): string => `organizations/${school.organizationId}/members/${outUserId}`;

  const enrol = async (deviceId: string): Promise<void> => {
    const publicKey = encodePublicKey(deviceKeyOf(deviceId).publicKey);
    const { organizationId } = school;
    await insist('POST', 'devices', { deviceId, organizationId, name: `窗口 ${deviceId}`, publicKey });
  };

  /** False where the token is too old by now: then everything begins with a new one. */
  const throughMiniPrograms = async (pupil: PupilPlan): Promise<boolean> => {
    const given = await insist('POST', `${member(pupil)}/token`);
    const token = given?.body['token'];
    const { outUserId, name, phone, faceSeed } = pupil;
    const enrolled = await wechat.control('POST', 'mini-programs/enrol', {
      token,
      outUserId,
      organizationName: school.name,
      name,
      phone,
      faceSeed,
      identityNumber: '110101201501010000',
      className: '三年二班',
    });
    if (enrolled.status !== 200) return false;
    userIds.set(outUserId, String(enrolled.body['userId']));
    const contract = { token, openid: openidOf(pupil), name: `欧阳守望${outUserId}` };
    return (await wechat.control('POST', 'mini-programs/sign', contract)).status === 200;
  };

  const withRefusedCard = async (pupil: PupilPlan): Promise<boolean> => {
    const given = await insist('POST', `${member(pupil)}/presign`, { ...presignTerms, contractMode: 'preferred-card' });
    const presignToken = given?.body['presignToken'];
    const contract = {
      presignToken,
      openid: openidOf(pupil),
      name: `欧阳守望${pupil.outUserId}`,
      wrongCardPhone: true,
    };
    return (await wechat.control('POST', 'mini-programs/sign', contract)).status === 200;
  };

  return {
    openSchool: async () => {
      const { testMerchant, dayLimitFen } = plan.world;
      const { organizationId, subMchid } = school;
      await insist('POST', 'organizations', {
        organizationId,
        subMchid,
        scene: 'canteen',
        testMerchant,
        ...(dayLimitFen === undefined ? {} : { dayLimitFen }),
      });
      for (let number = 1; number <= (plan.world.counters ?? 1); number += 1) await enrol(`counter-${number}`);
    },
    enrol,
    revoke: async (deviceId) => void (await insist('POST', `devices/${deviceId}/revoke`)),
    signUp: async (pupil) => {
      const { balanceFen, advanceQuota, outUserId } = pupil;
      await wechat.control('PUT', `payers/${openidOf(pupil)}`, { balanceFen, advanceQuota });
      await insist('PUT', member(pupil), rosterEntry(pupil));
      for (let tries = 0; tries < 20 && !(await throughMiniPrograms(pupil)); tries += 1)
        await required(life).sleep(1000);
      await insist('POST', `${member(pupil)}/sync`);
      signed.add(outUserId);
    },
    terminate: async (pupil) => void (await insist('POST', `${member(pupil)}/terminate`)),
    decide: async (id, decision, sameKey) => {
      decisions += 1;
      const reason = { reason: 'decided at the end of lunch' };
      const path = `deductions/${id}/${decision}?organizationId=${school.organizationId}`;
      await insist('POST', path, reason, sameKey ?? `decision-${decisions}`);
    },
    block: async (pupil) => void (await insist('POST', `${member(pupil)}/disable`)),
    unblock: async (pupil) => void (await insist('POST', `${member(pupil)}/enable`)),
    limit: async (pupil, dayLimitFen) => {
      const whose = pupil === undefined ? `organizations/${school.organizationId}` : member(pupil);
      await insist('PUT', `${whose}/limits`, { dayLimitFen });
    },
    correct: async (pupil) => void (await insist('PUT', member(pupil), rosterEntry(pupil))),
    presign: async (pupil) => void (await insist('POST', `${member(pupil)}/presign`, presignTerms)),
    signAgain: async (pupil, withCard) => {
      const sign = withCard ? withRefusedCard : throughMiniPrograms;
      for (let tries = 0; tries < 5 && !(await sign(pupil)); tries += 1) await required(life).sleep(1000);
      await insist('POST', `${member(pupil)}/sync`);
    },
    isSigned: ({ outUserId }) => signed.has(outUserId),
    userIdOf: ({ outUserId }) => userIds.get(outUserId),
    openidOf,
  };
};

const rosterEntry = ({ name, phone }: PupilPlan) => ({
  name,
  phone,
  userType: 'student',
  classOrPost: '三年二班',
  guardianConsent: { guardian: `${name}欧阳守望`, textVersion: '2026-09', at: '2026-09-01T08:00:00+08:00' },
});
const presignTerms = {
  contractMode: 'limited-card',
  identityNumber: '110101198001010000',
  bankCard: { number: '6222020000000000000', holder: '欧阳守望' },
};
const openidOf = ({ outUserId }: PupilPlan): string => `openid-${outUserId}`;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** Names the request where it can move money: its repeats are the same one. */
  readonly key?: string;
}

/** Until it is done, or the server says that it cannot be: 409 and 404. */
const insistOn = async (
  simulation: Simulation,
  network: Network,
  life: Life,
  { method, path, body, key }: Asked,
): Promise<ControlAnswer | undefined> => {
  const bytes = body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body));
  const type = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  const send = network.transport(life, 'http');
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const result = await send({
      origin: serverOrigin,
      method,
      target: `/v1/${path}`,
      body: bytes,
      timeoutMs: 30_000,
      bytesMax: 1_000_000,
      headers: { accept: 'application/json', authorization: `Bearer ${officeToken}`, ...type },
    });
    const status = result.type === 'Answered' ? result.answer.status : 0;
    if (result.type === 'Answered' && status < 300) {
      const text = Buffer.from(result.answer.body).toString('utf8');
      const read = text === '' ? {} : readJson(text);
      if (read !== undefined) return { status, body: read };
    }
    if (status === 404 || status === 409) return undefined;
    if (status === 401 || status === 403 || status === 422) {
      simulation.violate('INV-97', `${method} ${path} is refused: ${status}`);
      return undefined;
    }
    await life.sleep((tries > patience ? 30 : 1) * (2000 + 3000 * simulation.fraction(`office/${path}`, tries)));
  }
  simulation.violate('INV-98', `${method} ${path} never succeeded`);
  return undefined;
};

/** Nothing where the answer was cut on its way. */
const readJson = (text: string): ControlAnswer['body'] | undefined => {
  try {
    return JSON.parse(text) as ControlAnswer['body'];
  } catch {
    return undefined;
  }
};

const required = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('the office is not open');
  return value;
};
