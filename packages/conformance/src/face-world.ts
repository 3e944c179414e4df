import type { DeviceId, FaceDevice, PayscoreStatusRequest, WechatFace } from '@facepay/domain';

/** Who stands before the terminal: how WeChat knows them, and what they do with its pages. */
export interface FacePersonShown {
  readonly known:
    | 'authorised'
    | 'not-authorised'
    | 'not-opened'
    | 'too-low-a-score'
    | 'protected'
    | 'stranger'
    | 'nobody';
  /** Before the face is recognised. */
  readonly atCamera?: 'stay' | 'cancel' | 'scan';
  /** At the page that asks for what is missing. */
  readonly atDialog?: 'agree' | 'refuse' | 'cancel' | 'scan';
}

/** An online face terminal, and the back office's way to WeChat, that a suite can drive. */
export interface FaceWorld {
  readonly device: FaceDevice;
  readonly face: WechatFace;
  readonly deviceId: DeviceId;
  /** Of a service that takes faces; and of one that does not. */
  readonly serviceId: string;
  readonly confirmServiceId: string;
  readonly show: (person: FacePersonShown) => Promise<void>;
  /** The next call of the SDK: its callback brings nothing, comes twice or never; or the network is down. */
  readonly disturbDevice: (how: 'null' | 'twice' | 'never' | 'network-down') => void;
  /** The next request for authinfo, or its answer. */
  readonly disturbAuthinfo: (how: 'lost' | 'answer-lost' | 'cut' | 'unsigned' | 'forged' | 'broken') => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
}
export type OpenFaceWorld = () => Promise<FaceWorld>;

export const storeRequest = ({ deviceId }: FaceWorld, rawData: string) => ({
  storeId: 'IMG001',
  storeName: '爱马哥南山店',
  device: deviceId,
  rawData,
});

export const statusRequest = (
  { serviceId }: FaceWorld,
  authinfo: string,
  change: Partial<PayscoreStatusRequest> = {},
): PayscoreStatusRequest => ({
  orderNo: '1234323JKHDFE1243252' as PayscoreStatusRequest['orderNo'],
  signUpNo: 'sign-up-1',
  serviceId,
  authinfo,
  askUnionId: true,
  ...change,
});
