/**
 * The camera of a terminal as its provider controls it: four verbs and three idle timers (FAQ product question 3,
 * `facepay-device.md` §8). A pure state machine; whoever holds it passes the time in, milliseconds of a steady clock.
 */
export type Camera =
  /** `quiet`: a timer closed it. Then the screen has a button that opens it again. */
  | { readonly status: 'off'; readonly because: 'closed' | 'quiet' }
  | {
      readonly status: 'on';
      /** Whether the screen shows what the camera sees. */
      readonly picture: 'shown' | 'hidden';
      /** Before a sale it waits for any face, after one was keyed in for somebody it knows. */
      readonly awaits: 'face' | 'match';
      /** Since when what it awaits has not come. */
      readonly quietSinceAt: number;
    };

export type CameraVerb =
  /** 开启摄像头: the picture is shown. */
  | 'open'
  /** 关闭摄像头 */
  | 'close'
  /** 开启摄像头但屏幕不显示画面 */
  | 'open-hidden'
  /** 开启摄像头屏幕显示画面: also for a camera that runs hidden. */
  | 'open-shown';

export type CameraInput =
  | { readonly type: 'verb'; readonly verb: CameraVerb }
  /** A sale was keyed in first (后识别): somebody is to be recognised for it. */
  | { readonly type: 'recognition-began' }
  /** Something before the camera is a face. */
  | { readonly type: 'face-seen' }
  /** The face belongs to somebody. */
  | { readonly type: 'matched' }
  | { readonly type: 'time-passed' };

export interface CameraSettings {
  /** Whether the screen guides pupils to the camera before a sale (引导页). */
  readonly guidePage: boolean;
  /** Before a sale, with the guide page: no face for so long, and the camera closes. */
  readonly faceWithGuideMs: number;
  /** The same without the guide page. */
  readonly faceWithoutGuideMs: number;
  /** After a sale was keyed in: no match for so long. */
  readonly matchMs: number;
}

/** The values of the FAQ. */
export const defaultCameraSettings = {
  guidePage: false,
  faceWithGuideMs: 30_000,
  faceWithoutGuideMs: 600_000,
  matchMs: 60_000,
} as const satisfies CameraSettings;

export const closedCamera: Camera = { status: 'off', because: 'closed' };

/** What becomes of the camera by this input at this time; a timer that ran out before comes first. */
export const nextCamera = (settings: CameraSettings, before: Camera, input: CameraInput, at: number): Camera => {
  const camera = timed(settings, before, at);
  switch (input.type) {
    case 'verb':
      return obey(camera, input.verb, at);
    case 'recognition-began': {
      const picture = camera.status === 'on' ? camera.picture : 'shown';
      return { status: 'on', picture, awaits: 'match', quietSinceAt: at };
    }
    case 'face-seen':
      return camera.status === 'on' && camera.awaits === 'face' ? { ...camera, quietSinceAt: at } : camera;
    case 'matched':
      return camera.status === 'on' ? { ...camera, awaits: 'face', quietSinceAt: at } : camera;
    case 'time-passed':
      return camera;
  }
};

const obey = (camera: Camera, verb: CameraVerb, at: number): Camera => {
  switch (verb) {
    case 'close':
      return closedCamera;
    case 'open':
    case 'open-shown':
      return opened(camera, 'shown', at);
    case 'open-hidden':
      return opened(camera, 'hidden', at);
  }
};

/** One that runs goes on waiting: showing or hiding its picture brings nobody before it. */
const opened = (camera: Camera, picture: 'shown' | 'hidden', at: number): Camera =>
  camera.status === 'on' ? { ...camera, picture } : { status: 'on', picture, awaits: 'face', quietSinceAt: at };

const timed = (settings: CameraSettings, camera: Camera, at: number): Camera =>
  camera.status === 'on' && at - camera.quietSinceAt >= quietMsMax(settings, camera.awaits)
    ? { status: 'off', because: 'quiet' }
    : camera;

const quietMsMax = (settings: CameraSettings, awaits: 'face' | 'match'): number => {
  if (awaits === 'match') return settings.matchMs;
  return settings.guidePage ? settings.faceWithGuideMs : settings.faceWithoutGuideMs;
};
