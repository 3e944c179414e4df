import {
  createFaceWorld,
  createMemoryDisk,
  createMemoryVoucherJournal,
  createSyntheticProvider,
  createTerminal,
  defaultTerminalSettings,
  type MemoryDisk,
  serveWithTries,
  type ServeOutcome,
  type Terminal,
  type TerminalSettings,
  type VoucherJournal,
} from '@facepay/device-emulator';
import { encodePublicKey, keyPairFromSeed, verifyEd25519Sync } from '@facepay/device-protocol';
import { OutUserId, UserId } from '@facepay/domain';
import { jsonBody, type Transport, transportFromHandle } from '@facepay/wechat-protocol';
import { callServer } from './server-call.ts';
import { must200, rosterEntry, type ServerPupil } from './server-school.ts';
import { must, type ServerWorld, tokens } from './server-world.ts';
import { mulberry } from './mulberry.ts';

/** A whole emulated terminal in the world of a server test: real requests, virtual time, a cable that can be pulled. */
export interface EmulatedCounter {
  readonly deviceId: string;
  readonly disk: MemoryDisk;
  readonly network: { online: boolean };
  /** The device's wall clock; true time unless a test moves it. */
  readonly wall: { now: () => number };
  readonly enrol: () => Promise<void>;
  /** Power on: a program that has forgotten everything but its disk. */
  readonly start: (settings?: Partial<TerminalSettings>, journal?: VoucherJournal) => Terminal;
  /** The same, ready to sell. */
  readonly boot: (settings?: Partial<TerminalSettings>, journal?: VoucherJournal) => Promise<Terminal>;
}

export const createEmulatedCounter = (
  world: ServerWorld,
  deviceId: string,
  seed: number,
  disk: MemoryDisk = createMemoryDisk(),
): EmulatedCounter => {
  const { school } = world;
  const deviceKey = keyPairFromSeed(new Uint8Array(32).fill(seed));
  boxes += 1;
  const random = mulberry(1000 * seed + boxes); // two boxes with one key draw other nonces
  const network = { online: true };
  const wall = { now: (): number => school.now() };
  const toServer = transportFromHandle(world.handle);
  const http: Transport = async (call) => {
    if (!network.online) return { type: 'NotSent', reason: 'no network' };
    return call.origin === serverOrigin ? toServer(call) : toWechat(world, call);
  };
  const start: EmulatedCounter['start'] = (settings = {}, journal = createMemoryVoucherJournal(disk)) =>
    createTerminal(
      {
        http,
        now: () => wall.now(),
        monotonicNow: school.now,
        randomBytes: random,
        sleep: school.pass,
        deviceKey,
        journal,
        provider,
        verify: verifyEd25519Sync,
      },
      {
        ...defaultTerminalSettings,
        deviceId,
        organizationId: school.organization,
        subMchid: school.subMchid,
        serverOrigin,
        wechatOrigin: 'https://wechat.test',
        ...settings,
      },
    );
  return {
    deviceId,
    disk,
    network,
    wall,
    start,
    enrol: async () => {
      const publicKey = encodePublicKey(deviceKey.publicKey);
      const body = { deviceId, organizationId: school.organization, name: '食堂一号', publicKey };
      must200(await callServer(world, 'POST', '/v1/devices', { token: tokens.admin, body }));
    },
    boot: async (settings, journal) => {
      const terminal = start(settings, journal);
      must(await terminal.boot());
      return terminal;
    },
  };
};

/** A pupil with a face and a contract at WeChat, whom we have read. */
export const signUpFace = async (world: ServerWorld, name: string, face: EnrolledFace): Promise<ServerPupil> => {
  const { school } = world;
  const outUserId = must(OutUserId.of(name));
  const path = `/v1/organizations/${school.organization}/members/${outUserId}`;
  const admin = { token: tokens.admin };
  const phone = face.phone ?? rosterEntry.phone;
  must200(await callServer(world, 'PUT', path, { ...admin, body: { ...rosterEntry, phone } }));
  const token = async (): Promise<string> =>
    String(must200(await callServer(world, 'POST', `${path}/token`, admin)).json['token']);
  const enrolled = await school.control('POST', '/mini-programs/enrol', {
    token: await token(),
    outUserId,
    organizationName: school.name,
    name: rosterEntry.name,
    phone,
    identityNumber: '11010119900307457X',
    className: rosterEntry.classOrPost,
    faceSeed: face.faceSeed,
    lookAlike: face.lookAlike === true,
  });
  await school.sign(await token(), outUserId);
  must200(await callServer(world, 'POST', `${path}/sync`, admin));
  return { outUserId, userId: must(UserId.of(String(enrolled['userId']))), path };
};

export interface EnrolledFace {
  readonly faceSeed: number;
  readonly phone?: string;
  readonly lookAlike?: boolean;
}

/** Pictures until one is good, as at a real counter. */
export const eat = (terminal: Terminal, faceSeed: number, amountFen: number, phoneTail?: string): ServeOutcome =>
  serveWithTries(
    terminal,
    { faceSeed, amountFen, captureSeed: 1, ...(phoneTail === undefined ? {} : { phoneTail }) },
    9,
  );

let boxes = 0;
const serverOrigin = 'https://server.test';
const provider = createSyntheticProvider(createFaceWorld());

/** The two calls of the face SDK: the clock, and the feature library. */
const toWechat = async ({ school }: ServerWorld, { target, headers }: Parameters<Transport>[0]) => {
  try {
    const json = await school.control('GET', target.replace('/_emulator', ''), undefined, headers);
    return { type: 'Answered' as const, answer: { status: 200, headers: {}, body: jsonBody(json) } };
  } catch {
    return { type: 'Answered' as const, answer: { status: 401, headers: {}, body: jsonBody({}) } };
  }
};
