import { closedCamera, defaultCameraSettings, nextCamera } from '@facepay/device-emulator';
import type { Camera, CameraInput, CameraVerb, ServeOutcome } from '@facepay/device-emulator';

/** When the camera of this counter is open: `docs/terminal.md`, "The camera". */
export const cameraModes = ['waiting', 'guide-page', 'for-a-sale'] as const;
export type CameraMode = (typeof cameraModes)[number];

/** What the counter says while its camera is off: nobody can be seen. */
export interface CameraOff {
  readonly type: 'camera-off';
}

export interface KioskCamera {
  readonly state: () => Camera;
  readonly obey: (verb: CameraVerb) => void;
  /** Serves in front of the camera: `waiting` and `guide-page` need it open, `for-a-sale` opens and closes it. */
  readonly watch: (serve: () => ServeOutcome) => ServeOutcome | CameraOff;
}

/** `now`: milliseconds of a steady clock. */
export const createKioskCamera = (mode: CameraMode, now: () => number): KioskCamera => {
  const settings = { ...defaultCameraSettings, guidePage: mode === 'guide-page' };
  let camera: Camera = closedCamera;
  const take = (input: CameraInput): Camera => {
    camera = nextCamera(settings, camera, input, now());
    return camera;
  };
  const obey = (verb: CameraVerb): void => {
    take({ type: 'verb', verb });
  };
  if (mode !== 'for-a-sale') obey('open');
  return {
    state: () => take({ type: 'time-passed' }),
    obey,
    watch: (serve) => {
      const seeing = take({ type: mode === 'for-a-sale' ? 'recognition-began' : 'face-seen' });
      if (seeing.status === 'off') return { type: 'camera-off' };
      const outcome = serve();
      if (isKnown(outcome)) {
        take({ type: 'matched' });
        if (mode === 'for-a-sale') obey('close');
      }
      return outcome;
    },
  };
};

/** Whether the face told who stands there, whatever became of the sale. */
const isKnown = ({ type }: ServeOutcome): boolean =>
  type === 'paid-locally' || type === 'denied' || type === 'exposure';
