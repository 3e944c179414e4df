import type { VoucherResult } from '@facepay/application';
import { uploadBytesMax, uploadEntriesMax, type UploadAnswer, type UploadResult } from '@facepay/device-protocol';
import { Instant, msBetween, second, toRfc3339 } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { anything, list, oneOf, shownNumber, shownText, shownTime, text, wholeNumber } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { deviceParams } from './devices.ts';
import { deviceRoute } from './device-route.ts';
import { ok } from './route.ts';

const authinfo = deviceRoute({
  method: 'POST',
  path: '/v1/devices/{deviceId}/authinfo',
  summary: "WeChat's permission for this terminal, from the raw data of its face SDK",
  params: deviceParams,
  body: object({ rawData: text(4096) }),
  answer: { status: 200, shape: object({ authinfo: shownText, expiresIn: shownNumber }) },
  handler:
    ({ useCases, clock }) =>
    ({ device, body }) =>
      pipe(
        useCases.issueAuthinfo(device, body.rawData),
        TE.map(({ authinfo: granted, until }) => {
          const leftMs = Math.max(0, msBetween(clock.now(), until));
          return ok({ authinfo: granted, expiresIn: Math.floor(leftMs / second) });
        }),
      ),
});

const uploadResult = object(
  { index: shownNumber, status: oneOf('accepted', 'held', 'duplicate', 'conflict', 'unreadable') },
  {
    voucherId: shownText,
    sequence: shownNumber,
    deductionId: shownText,
    reason: shownText,
    acknowledgement: shownText,
  },
);

const vouchers = deviceRoute({
  method: 'POST',
  path: '/v1/devices/{deviceId}/vouchers',
  bodyMax: uploadBytesMax,
  summary: 'Batch upload, answered per entry; what is durable is acknowledged',
  params: deviceParams,
  texts: 'any',
  body: object({ vouchers: list(anything, { minItems: 1, maxItems: uploadEntriesMax }) }),
  answer: { status: 200, shape: object({ results: list(uploadResult) }) },
  handler:
    ({ useCases }) =>
    ({ device, body: { vouchers: entries } }) => {
      if (entries.length === 0) return TE.left(shapeWrong('vouchers', `1 to ${uploadEntriesMax} entries`));
      if (entries.length > uploadEntriesMax) return TE.left<Refusal>({ type: 'BatchTooLarge' });
      return pipe(
        useCases.acceptVouchers(device, entries),
        TE.map((results) => ok({ results: results.map(uploadAnswer) } satisfies UploadAnswer)),
      );
    },
});

const uploadAnswer = (result: VoucherResult, index: number): UploadResult => {
  if (result.status === 'unreadable') return { index, status: result.status, reason: result.reason };
  const { status, voucherId, sequence, deductionId, acknowledgement } = result;
  return {
    index,
    status,
    voucherId,
    sequence,
    ...(deductionId === undefined ? {} : { deductionId }),
    ...('reason' in result ? { reason: result.reason } : {}),
    acknowledgement,
  };
};

const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const heartbeat = deviceRoute({
  method: 'POST',
  path: '/v1/devices/{deviceId}/heartbeat',
  summary: 'Clock, SDK version, age of the feature library, backlog, version of the deny list',
  params: deviceParams,
  body: object(
    { clockMs: count, sdkVersion: text(64), libraryAgeMs: count, backlog: count },
    { denyListVersion: count },
  ),
  answer: { status: 200, shape: object({ serverTime: shownTime }) },
  handler:
    ({ useCases, logger, clock }) =>
    ({ device, signedAt, body }) => {
      logger.info('heartbeat', {
        device: device.deviceId,
        lagMs: clock.now() - body.clockMs,
        version: body.sdkVersion,
        durationMs: body.libraryAgeMs,
        count: body.backlog,
      });
      const at = clock.now();
      const { libraryAgeMs, denyListVersion } = body;
      const galleryAt = Instant.of(Math.max(0, at - libraryAgeMs));
      return pipe(
        useCases.recordHeartbeat(device, {
          at,
          saidAt: signedAt,
          galleryAt,
          ...(denyListVersion === undefined ? {} : { denyListVersion }),
        }),
        TE.orElse((): TE.TaskEither<never, void> => TE.right(undefined)), // a terminal sets its clock by the answer, whatever the database does
        TE.map(() => ok({ serverTime: toRfc3339(clock.now()) })),
      );
    },
});

export const terminalRoutes = [authinfo, vouchers, heartbeat];
