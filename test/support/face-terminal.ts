import type { FacePersonShown, FaceWorld } from '@facepay/conformance';
import { createOnlineFaceSdk, type PersonAtTerminal } from '@facepay/device-emulator';
import { DeviceId } from '@facepay/domain';
import { createSdkFaceDevice } from '@facepay/terminal-protocol';
import type { Transport } from '@facepay/wechat-protocol';
import { type School, schoolKeys } from '../conformance/wechat-school.ts';
import { mulberry } from './mulberry.ts';
import { must } from './server-world.ts';

/** An online face terminal before the emulated WeChat of a school, with people to stand before it. */
export const openFaceTerminal = (school: School, id = 'V1'): FaceWorld => {
  const { face } = school.wechat;
  if (face === undefined) throw new Error('online face is configured');
  const deviceId = must(DeviceId.of(id));
  let person: PersonAtTerminal = { frame: { type: 'nobody' }, atCamera: stay, atDialog: agree };
  let quirk: 'none' | 'null' | 'twice' | 'never' = 'none';
  let networkDown = false;
  let silent = false;
  const prepared = new Set<string>();
  const http: Transport = async (call) => {
    if (!networkDown) return school.reach(call);
    networkDown = false;
    return { type: 'NotSent', reason: 'no network' };
  };
  const sdk = createOnlineFaceSdk(
    {
      http,
      wechatOrigin: 'http://127.0.0.1:8701',
      now: school.now,
      randomBytes: mulberry(23),
      person: () => person,
      quirk: () => {
        const drawn = quirk;
        quirk = 'none';
        silent = drawn === 'never';
        return drawn;
      },
    },
    { deviceId, sdkVersion: '2.21.0' },
  );
  const device = createSdkFaceDevice({
    sdk,
    appid: schoolKeys.appid,
    mchid: schoolKeys.mchid,
    // Time runs out only where a callback never comes.
    sleep: () => new Promise((wake) => void (silent && setImmediate(wake))),
  });
  return {
    device,
    face,
    deviceId,
    serviceId: '500001',
    confirmServiceId: '500002',
    show: async (shown) => {
      const known = kinds.indexOf(shown.known);
      if (!prepared.has(shown.known)) await prepare(school, shown.known);
      prepared.add(shown.known);
      person = {
        frame: shown.known === 'nobody' ? { type: 'nobody' } : { type: 'face', faceSeed: known, captureSeed: 1 },
        atCamera: async () => shown.atCamera ?? 'stay',
        atDialog: async () => shown.atDialog ?? 'agree',
      };
    },
    disturbDevice: (how) => {
      if (how === 'network-down') networkDown = true;
      else quirk = how;
    },
    disturbAuthinfo: async (how) => {
      const match = { pathPrefix: '/face/' };
      await school.control('POST', '/faults', { kind: faults[how], count: 1, match });
    },
    pass: school.pass,
  };
};

/** Under this name WeChat knows somebody of that kind. */
export const openidOfShown = (known: FacePersonShown['known']): string => `o-face-${known}`;

const kinds: readonly FacePersonShown['known'][] = [
  'authorised',
  'not-authorised',
  'not-opened',
  'too-low-a-score',
  'protected',
  'stranger',
  'nobody',
];

const prepare = async ({ control }: School, known: FacePersonShown['known']): Promise<void> => {
  if (known === 'stranger' || known === 'nobody') return;
  const openid = openidOfShown(known);
  const faceSeed = kinds.indexOf(known);
  await control('PUT', `/face/people/${openid}`, { faceSeed, riskBlocked: known === 'protected' });
  const opened = known !== 'not-opened' && known !== 'too-low-a-score';
  const action = known === 'authorised' || known === 'protected' ? { action: 'authorise' } : {};
  await control('POST', `/payscore/users/${openid}`, { opened, scoreTooLow: known === 'too-low-a-score', ...action });
};

const faults = {
  lost: 'lose-request',
  'answer-lost': 'lose-reply',
  cut: 'truncate',
  unsigned: 'unsigned',
  forged: 'wrong-signature',
  broken: 'error-500-after',
} as const;

const stay = async () => 'stay' as const;
const agree = async () => 'agree' as const;
