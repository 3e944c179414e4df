/** What `facepay-device.md` §11 leaves open about online face terminals. */
export interface FaceTerminalSettings {
  /** `expires_in`: the published samples say 3600 and 7200. */
  readonly faceAuthinfoSeconds: number;
  /** Raw data older than this gets no authinfo (assumed). */
  readonly faceRawDataLifeMs: number;
  /** A face_sid stands for a person so long (assumed). */
  readonly faceSidLifeMs: number;
  /** A page that waits for the user to open Pay Score or to authorise closes by itself. */
  readonly faceDialogLifeMs: number;
}

export const defaultFaceTerminalSettings: FaceTerminalSettings = {
  faceAuthinfoSeconds: 7200,
  faceRawDataLifeMs: 600_000,
  faceSidLifeMs: 3_600_000,
  faceDialogLifeMs: 120_000,
};
