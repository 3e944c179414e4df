/** The emulated terminal: face SDK, local matching, durable vouchers, and the program that ties them together. */
export { closedCamera, defaultCameraSettings, nextCamera } from './camera.ts';
export type { Camera, CameraInput, CameraSettings, CameraVerb } from './camera.ts';
export { defaultMatchSettings, decideMatch, resolveTail } from './decide-match.ts';
export type { MatchDecision, MatchSettings } from './decide-match.ts';
export { FaceFeature, FaceFeatures } from './face-feature.ts';
export { emptyGallery, galleryOf } from './face-gallery.ts';
export type { FaceGallery, GalleryRow } from './face-gallery.ts';
export { searchGallery } from './face-matcher.ts';
export type { Candidate } from './face-matcher.ts';
export { createSyntheticProvider } from './face-provider.ts';
export type { CameraFrame, Embedding, FaceProvider } from './face-provider.ts';
export { createEmulatedFaceDevice } from './emulated-face-device.ts';
export type { EmulatedFaceDeviceDeps } from './emulated-face-device.ts';
export { createFaceSdk } from './face-sdk.ts';
export type { FaceSdk, FaceSdkDeps, FaceSdkSettings, SdkInfo, SdkUserInfo } from './face-sdk.ts';
export type { FlushReport } from './flush-vouchers.ts';
export type { CallProblem } from './http-calls.ts';
export { createMemoryDisk, createMemoryVoucherJournal } from './memory-voucher-journal.ts';
export type { MemoryDisk } from './memory-voucher-journal.ts';
export type { ClockReading } from './device-clock.ts';
export { createOnlineFaceSdk } from './online-face-sdk.ts';
export type {
  CallbackQuirk,
  OnlineFaceSdk,
  OnlineFaceSdkDeps,
  OnlineFaceSdkSettings,
  PayscoreStatusParameters,
  PersonAtTerminal,
} from './online-face-sdk.ts';
export { onlineSdkErrors } from './online-sdk-info.ts';
export type { OnlineSdkCallback, OnlineSdkInfo } from './online-sdk-info.ts';
export { createPrng } from './prng.ts';
export type { Prng } from './prng.ts';
export { sdkReportText } from './sdk-report.ts';
export type { SdkReport } from './sdk-report.ts';
export { sdkErrors } from './sdk-result.ts';
export type { SdkFailure, SdkResult } from './sdk-result.ts';
export type { RefusedReason, Sale, ServeOutcome } from './serve-pupil.ts';
export { serveWithTries } from './serve-tries.ts';
export type { Person } from './serve-tries.ts';
export { openSqliteVoucherJournal } from './sqlite-voucher-journal.ts';
export { createFaceWorld, twinSeedOf } from './synthetic-faces.ts';
export type { FaceWorld } from './synthetic-faces.ts';
export { createTerminal } from './terminal.ts';
export type { Terminal, TerminalProblem, TerminalStatus } from './terminal.ts';
export { defaultTerminalSettings } from './terminal-settings.ts';
export type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';
export type { ChainPlace, DenyList, VoucherJournal } from './voucher-journal.ts';
