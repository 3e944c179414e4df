import type { Ports, UseCases } from '@facepay/composition';
import {
  ackKeysDocument,
  decodePublicKey,
  UploadBody,
  verifyEd25519Sync,
  verifyTerminal,
} from '@facepay/device-protocol';
import { type Device, platform, ref, type StoreFailure } from '@facepay/domain';
import type { Handle, HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { ackKey, ackKeyId } from './keys.ts';

/** The few routes a lunch needs, straight onto the use cases. */
export const createEdge = (ports: Ports, useCases: UseCases): Handle => {
  const toDevice = async (request: HttpRequest): Promise<HttpAnswer> => {
    let device: Device | undefined;
    const keyOf = (id: string): TE.TaskEither<StoreFailure, ReturnType<typeof keyOfDevice>> =>
      pipe(
        ports.reads.find(platform, ref('device', id)),
        TE.map((found) => keyOfDevice((device = found))),
      );
    const believed = await verifyTerminal({
      keyOf,
      verify: verifyEd25519Sync,
      nowSeconds: Math.floor(ports.clock.now() / 1000),
    })(request)();
    if (E.isLeft(believed))
      return json(believed.left.type.startsWith('Store') ? 503 : 401, { type: believed.left.type });
    if (request.target === '/v1/devices/ack-keys')
      return json(200, ackKeysDocument(new Map([[ackKeyId, ackKey.publicKey]])));
    if (device === undefined) return json(401, {});
    return answerDevice(useCases, device, request);
  };
  return async (request) => {
    if (!request.target.startsWith('/notify/wechat/')) return toDevice(request);
    const taken = await useCases.takeInNotice(request)();
    if (E.isRight(taken)) return { status: 204, headers: {}, body: new Uint8Array() };
    switch (taken.left.type) {
      case 'NoticeNotAuthentic':
        return json(401, {});
      case 'NoticeUnreadable':
        return json(400, {});
      default:
        return json(503, {});
    }
  };
};

const keyOfDevice = (device: Device | undefined) => {
  if (device === undefined || device.status !== 'active') return undefined;
  const key = decodePublicKey(device.publicKey);
  return E.isRight(key) ? key.right : undefined;
};

const answerDevice = async (useCases: UseCases, device: Device, { target, body }: HttpRequest): Promise<HttpAnswer> => {
  const read: unknown = body.length === 0 ? {} : JSON.parse(Buffer.from(body).toString('utf8'));
  switch (target.split('/').at(-1)) {
    case 'authinfo': {
      const rawData = typeof read === 'object' && read !== null && 'rawData' in read ? String(read.rawData) : '';
      const granted = await useCases.issueAuthinfo(device, rawData)();
      return E.isLeft(granted) ? json(503, {}) : json(200, { authinfo: granted.right.authinfo });
    }
    case 'vouchers': {
      const uploaded = UploadBody.decode(read);
      if (E.isLeft(uploaded)) return json(400, {});
      const results = await useCases.acceptVouchers(device, uploaded.right.vouchers)();
      if (E.isLeft(results)) return json(results.left.type === 'DeviceNotActive' ? 403 : 503, {});
      return json(200, { results: results.right.map((result, index) => ({ index, ...result })) });
    }
    default:
      return { status: 204, headers: {}, body: new Uint8Array() };
  }
};

const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value), 'utf8'),
});
