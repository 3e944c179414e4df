import type { Face, FaceAnswer, Route } from './face.ts';
import { wireError } from './wire-error.ts';

export interface Routed {
  readonly face: Face;
  readonly params: readonly string[];
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** The face of a path, or the 404, 405 or 400 for it. */
export const findRoute = (routes: readonly Route[], method: string, path: string): Routed | FaceAnswer => {
  const here = routes.filter(({ pattern }) => pattern.test(path));
  const route = here.find((one) => one.method === method);
  if (route === undefined)
    return here.length === 0
      ? wireError(404, 'NOT_FOUND', '请求的资源不存在')
      : wireError(405, 'METHOD_NOT_ALLOWED', '不支持的请求方法');
  const params = (route.pattern.exec(path) ?? []).slice(1).map(decoded);
  if (!params.every((param) => param !== undefined)) return wireError(400, 'PARAM_ERROR', '路径编码错误');
  return { face: route.face, params };
};
