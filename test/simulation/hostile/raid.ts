import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { HttpAnswer } from '@facepay/wechat-protocol';
import { createProcess, type Life } from '../engine/process.ts';
import type { Network } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { VoucherWitness } from '../oracles/voucher-witness.ts';
import { serverOrigin } from '../world/keys.ts';
import type { Office, School } from '../world/office.ts';
import type { CommittedRecords } from '../world/records.ts';
import type { Wechat } from '../world/wechat.ts';
import { type BareRequest, createHostileTerminal, type HostileTerminal, type Sold } from './hostile-terminal.ts';

export interface RaidParts {
  readonly simulation: Simulation;
  readonly network: Network;
  readonly office: Office;
  readonly wechat: Wechat;
  readonly school: School;
  readonly records: CommittedRecords;
  readonly witness: VoucherWitness;
  readonly keys: EmulatorKeys;
}
interface Answer {
  readonly status: number;
  readonly text: string;
}
/** Somebody outside, with a line to our server. Whatever is refused must have changed nothing: the request oracle sees to that. */
export interface Raid extends RaidParts {
  /** Sends until it is answered; a server that is down or busy is asked again with a request made anew. */
  readonly send: (request: MakeRequest) => Promise<Answer>;
  /** A violation of `rule` unless the answer is one of these. */
  readonly expect: (rule: string, statuses: readonly number[], request: MakeRequest) => Promise<Answer>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Enrolled by the unsuspecting office. */
  readonly enrol: (name: string) => Promise<HostileTerminal>;
  /** A meal that could really be charged: of a pupil who is signed, with a credential of WeChat's. */
  readonly sale: (amountFen: number) => Promise<Sold>;
}

type MakeRequest = () => BareRequest | Promise<BareRequest>;

const triesMax = 500;
/** Then somebody asks more seldom: a line may be cut for hours. */
const patience = 100;
const servers = ['server', 'server-2', 'server-3'];
/** A clock that is off by less still judges times as everybody else does, to a second or two. */
const skewMaxMs = 3000;

export const createRaid = (parts: RaidParts): Raid => {
  const { simulation, network, office, wechat, school, witness } = parts;
  const { conditions, fraction } = simulation;
  let life: Life | undefined;
  const process = createProcess(simulation, 'raid', (started) => {
    life = started;
  });
  const mine = (): Life => {
    if (!process.isUp()) process.start();
    if (life === undefined) throw new Error('no raid is on');
    return life;
  };
  const send = async (request: MakeRequest): Promise<Answer> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const call = { origin: serverOrigin, timeoutMs: 5000, bytesMax: 1_000_000, ...(await request()) };
      const result = await network.transport(mine(), 'http')(call);
      // A server whose own clock is wrong refuses everybody's signed requests: no test of what they hold.
      const clockIsWrong = servers.some((name) => Math.abs(conditions.offsetMs(name)) > skewMaxMs);
      if (result.type === 'Answered' && result.answer.status < 500 && !clockIsWrong) return answerOf(result.answer);
      await mine().sleep((tries > patience ? 30 : 1) * (2000 + 3000 * fraction('raid', tries)));
    }
    throw new Error('the server never answered');
  };
  return {
    ...parts,
    send,
    sleep: (ms) => mine().sleep(ms),
    expect: async (rule, statuses, request) => {
      const answer = await send(request);
      simulation.count(`hostile request ${answer.status}`);
      if (!statuses.includes(answer.status))
        simulation.violate(
          rule,
          `${(await request()).target} answered ${answer.status}, expected ${statuses.join(' or ')}`,
        );
      return answer;
    },
    enrol: async (name) => {
      const terminal = createHostileTerminal(simulation, school, witness, name);
      await office.enrol(name);
      return terminal;
    },
    sale: async (amountFen) => {
      const { plan } = simulation;
      const pupil = plan.pupils[5 + Math.floor(fraction('raid pupil', amountFen) * (plan.pupils.length - 5))];
      if (pupil === undefined) throw new Error('nobody to be robbed');
      while (!office.isSigned(pupil)) await mine().sleep(10_000);
      const userId = String(office.userIdOf(pupil));
      const { organizationId, subMchid } = school;
      const { body } = await wechat.control('POST', 'credentials', { organizationId, subMchid, userId, amountFen });
      return { outUserId: pupil.outUserId, userId, amountFen, credential: String(body['credential']) };
    },
  };
};

const answerOf = ({ status, body }: Omit<HttpAnswer, 'headers'>): Answer => ({
  status,
  text: Buffer.from(body).toString('utf8'),
});
