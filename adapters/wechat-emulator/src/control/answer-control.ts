import * as E from 'fp-ts/lib/Either.js';
import { jsonBody, parseJson } from '@facepay/wechat-protocol';
import type { HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { ControlAnswer } from './control-face.ts';
import { notFound, refuse } from './control-face.ts';
import { controlRoutes } from './routes.ts';

const toHttp = ({ status, body }: ControlAnswer): HttpAnswer =>
  body === undefined
    ? { status, headers: {}, body: new Uint8Array() }
    : { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: jsonBody(body) };

const answer = async (engine: Engine, request: HttpRequest): Promise<ControlAnswer> => {
  const [path = '', search = ''] = request.target.split('?', 2);
  const here = controlRoutes.filter(({ pattern }) => pattern.test(path));
  const route = here.find(({ method }) => method === request.method);
  if (route === undefined)
    return here.length === 0 ? notFound('no such path') : refuse(405, 'METHOD_NOT_ALLOWED', 'another method is meant');
  const body = request.body.length === 0 ? E.right({}) : parseJson(request.body);
  if (E.isLeft(body)) return refuse(400, 'JSON_REFUSED', body.left.reason);
  const params = (route.pattern.exec(path) ?? []).slice(1);
  if (params.some((param) => /%(?![0-9a-f]{2})/i.test(param))) return refuse(400, 'PATH_MALFORMED', 'wrongly encoded');
  return route.face(engine)({
    params: params.map((param) => decodeURIComponent(param)),
    query: new URLSearchParams(search),
    body: body.right,
    headers: request.headers,
  });
};

/** The control plane: plain JSON, no signature; only for callers on this machine. */
export const answerControl = async (engine: Engine, request: HttpRequest): Promise<HttpAnswer> =>
  toHttp(await answer(engine, request));
