import { createPublicKeys, type TerminalRefusal, verifyTerminal } from '@facepay/device-protocol';
import { type Device, DeviceId, Instant, platform, ref, type StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { KeyObject } from 'node:crypto';
import { rememberedAnswersOf, type SignedRequest } from '../access/remembered-answers.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import type { Shape } from '../shape/shape.ts';
import { type Input, type InputShapes, readInput } from './read-input.ts';
import { bodyMaxDefault, type Incoming, type Result, type Route } from './route.ts';

export interface DeviceRoute<Q, B> extends Pick<InputShapes<unknown, Q, B>, 'query' | 'body' | 'texts'> {
  readonly method: Route['method'];
  /** Has `{deviceId}`. */
  readonly path: string;
  readonly bodyMax?: number;
  readonly summary: string;
  readonly params: Shape<{ readonly deviceId: DeviceId }>;
  readonly answer?: { readonly status: 200; readonly shape: Shape<unknown> };
  readonly handler: (deps: ServerDependencies) => (
    input: Pick<Input<unknown, Q, B>, 'query' | 'body'> & {
      readonly device: Device;
      /** When the terminal signed this, by its own clock, to the second; a copy of the request says the same. */
      readonly signedAt: Instant;
    },
  ) => TE.TaskEither<Refusal, Result>;
}

/** A route for terminals: signature with the device's own key, shapes, handler (INV-59), and for a repeat the first answer (INV-60). */
export const deviceRoute = <Q, B>(route: DeviceRoute<Q, B>): Route => ({
  method: route.method,
  path: route.path,
  auth: { type: 'device' },
  bodyMax: route.bodyMax ?? bodyMaxDefault,
  description: {
    summary: route.summary,
    params: route.params.schema,
    ...(route.query === undefined ? {} : { query: route.query.schema }),
    ...(route.body === undefined ? {} : { body: route.body.schema }),
    ...(route.answer === undefined
      ? {}
      : { answer: { status: route.answer.status, schema: route.answer.shape.schema } }),
  },
  run: (deps) => (incoming) =>
    pipe(
      authenticate(deps)(incoming),
      TE.flatMap(({ device, signed }) => {
        const signedAt = Instant.of(signed.terminal.createdAtSeconds * 1000);
        const answer = pipe(
          TE.fromEither(readInput(route)(incoming)),
          TE.flatMap(({ query, body }) => route.handler(deps)({ device, signedAt, query, body })),
        );
        return () => rememberedAnswersOf(deps).once(signed, answer);
      }),
    )(),
});

/** The device whose key signed this very request, if the path names that device. */
const authenticate =
  (deps: ServerDependencies) =>
  ({
    request,
    params,
  }: Incoming): TE.TaskEither<Refusal, { readonly device: Device; readonly signed: SignedRequest }> =>
  async () => {
    let device: Device | undefined;
    const keyOf = (id: string): TE.TaskEither<StoreFailure, KeyObject | undefined> =>
      pipe(
        E.isLeft(DeviceId.of(id)) ? TE.right(undefined) : deps.reads.find(platform, ref('device', id)),
        TE.map((found) => {
          device = found;
          return activeKey(found);
        }),
      );
    const nowSeconds = Math.floor(deps.clock.now() / 1000);
    const check = verifyTerminal<StoreFailure>({ keyOf, verify: deps.verifySignature, nowSeconds });
    const verified = await failingClosed(() => check(request)());
    if (E.isRight(verified) && device !== undefined && verified.right.deviceId === params['deviceId']) {
      const signature = request.headers['signature']?.join() ?? '';
      return E.right({ device, signed: { terminal: verified.right, signature, nowSeconds } });
    }
    if (E.isRight(verified) || !isStoreFailure(verified.left)) deps.counters.count('deviceRefusals');
    return E.isLeft(verified) ? verified : E.left({ type: 'DeviceMismatch' });
  };

/** A target or header that the signature library chokes on is a wrong signature, not a fault of ours (INV-96). */
const failingClosed = async <A>(
  check: () => Promise<E.Either<TerminalRefusal | StoreFailure, A>>,
): Promise<E.Either<TerminalRefusal | StoreFailure, A>> => {
  try {
    return await check();
  } catch {
    return E.left({ type: 'SignatureMalformed', reason: 'unreadable' });
  }
};

const publicKeys = createPublicKeys();
const activeKey = (device: Device | undefined): KeyObject | undefined =>
  device?.status === 'active' ? publicKeys(device.publicKey) : undefined;

const isStoreFailure = (refusal: TerminalRefusal | StoreFailure): refusal is StoreFailure =>
  refusal.type === 'StoreBusy' || refusal.type === 'StoreUnavailable' || refusal.type === 'StoredDataCorrupt';
