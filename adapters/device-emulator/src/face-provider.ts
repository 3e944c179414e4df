import type { FaceWorld } from './synthetic-faces.ts';

/** What the camera delivers in the synthetic world: whose card is held up, and under which conditions. */
export type CameraFrame =
  | { readonly type: 'nobody' }
  | {
      readonly type: 'face';
      /** Which synthetic face; strangers have seeds nobody enrolled. */
      readonly faceSeed: number;
      /** Which picture of it: another try is another number. */
      readonly captureSeed: number;
      readonly faceWidthPx?: number;
      /** False for a photo held before the camera. */
      readonly live?: boolean;
    };

export interface Embedding {
  readonly vector: Float32Array;
  readonly faceWidthPx: number;
  /** From 0 (a picture of a face) to 1 (a living one). */
  readonly liveness: number;
}

/** Turns pictures into vectors (`face-matching.md` §2). Vectors of different model versions must not be compared. */
export interface FaceProvider {
  readonly modelVersion: string;
  readonly embed: (frame: CameraFrame) => Embedding | undefined;
  /** The vector WeChat would distribute for an enrolled face. */
  readonly embedEnrolled: (faceSeed: number) => Float32Array;
}

export const createSyntheticProvider = (world: FaceWorld): FaceProvider => ({
  modelVersion: 'synthetic-1',
  embed: (frame) =>
    frame.type === 'nobody'
      ? undefined
      : {
          vector: world.probeCapture(frame.faceSeed, frame.captureSeed),
          faceWidthPx: frame.faceWidthPx ?? 240,
          liveness: frame.live === false ? 0 : 1,
        },
  embedEnrolled: world.galleryCapture,
});
