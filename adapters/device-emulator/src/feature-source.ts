import type { Transport } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { FaceFeatures } from './face-feature.ts';
import { callJson } from './http-calls.ts';
import type { CallProblem } from './http-calls.ts';

/** Where the SDK gets features from; only enrolments come down, nothing about a face ever goes up (INV-68). */
export type FeatureSource = (authinfo: string, organizationId: string) => Promise<E.Either<CallProblem, FaceFeatures>>;

/** The feature distribution of the WeChat emulator at `origin`. */
export const createFeatureSource =
  (http: Transport, origin: string): FeatureSource =>
  (authinfo, organizationId) =>
    callJson(
      http,
      {
        origin,
        method: 'GET',
        target: `/_emulator/faces?organizationId=${encodeURIComponent(organizationId)}`,
        headers: { accept: 'application/json', authorization: `Bearer ${authinfo}` },
        body: new Uint8Array(),
      },
      FaceFeatures,
    );

/** Whether the emulator answers anything at all: initialising the SDK needs that much. */
export const reachWechat = (http: Transport, origin: string) => async (): Promise<boolean> => {
  const call = { origin, method: 'GET', target: '/_emulator/clock', headers: {}, body: new Uint8Array() };
  const answer = await callJson(http, call, t.unknown);
  return E.isRight(answer) || answer.left.type !== 'NoAnswer';
};
