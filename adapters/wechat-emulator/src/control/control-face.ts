import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { HeaderLists } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';

export interface ControlRequest {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** Parsed JSON; an empty object when there was no body. */
  readonly body: unknown;
  readonly headers: HeaderLists;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body?: object;
}

export type ControlFace = (engine: Engine) => (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

export const ok = (body: object): ControlAnswer => ({ status: 200, body });

export const refuse = (status: number, code: string, message: string): ControlAnswer => ({
  status,
  body: { code, message },
});

export const notFound = (what: string): ControlAnswer => refuse(404, 'NOT_FOUND', what);

/** A face for bodies of one shape. */
export const taking =
  <A>(
    codec: t.Decoder<unknown, A>,
    face: (engine: Engine, body: A, request: ControlRequest) => ReturnType<ReturnType<ControlFace>>,
  ): ControlFace =>
  (engine) =>
  (request) => {
    const decoded = codec.decode(request.body);
    if (E.isRight(decoded)) return face(engine, decoded.right, request);
    const path = decoded.left[0]?.context.map(({ key }) => key).filter((key) => key !== '' && !/^\d+$/.test(key));
    return refuse(400, 'BODY_MALFORMED', `missing or of the wrong type: ${path?.join('.') ?? ''}`);
  };
