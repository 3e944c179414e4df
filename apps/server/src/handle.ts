import * as E from 'fp-ts/lib/Either.js';
import { createMatchRoute, type Match } from './edge/match-route.ts';
import { checkMedia } from './edge/media.ts';
import { headerBytes, headerBytesMax, readHeader } from './edge/read-header.ts';
import { readTarget } from './edge/target.ts';
import type { Handle, HttpAnswer, HttpRequest } from './http-message.ts';
import { emptyAnswer, jsonAnswer, noticeProblemAnswer, pageAnswer, problemAnswer } from './problem/answer.ts';
import type { Refusal } from './problem/refusal.ts';
import { routes } from './routes/all-routes.ts';
import type { Incoming, Result, Route } from './routes/route.ts';
import type { ServerDependencies } from './server-dependencies.ts';

const matchRoute = createMatchRoute(routes);

/** The whole server but its sockets. Answers every request; never rejects, never answers 5xx for an input (INV-96). */
export const createHandle =
  (deps: ServerDependencies): Handle =>
  async (request) => {
    const requestId = deps.idSource.next();
    deps.counters.count('requests');
    const admitted = admit(request, requestId);
    const route = E.isRight(admitted) ? admitted.right.route : undefined;
    const outcome = E.isRight(admitted) ? await run(deps, admitted.right) : admitted;
    const answer = answerOf(outcome, requestId, route);
    deps.counters.answered(route, answer.status);
    deps.logger.info('request', {
      requestId,
      method: request.method.slice(0, 16),
      route: route?.path,
      status: answer.status,
      type: E.isLeft(outcome) ? outcome.left.type : undefined,
    });
    return answer;
  };

interface Admitted {
  readonly route: Route;
  readonly incoming: Incoming;
}

/** Size, path, method and media: everything that can be judged without reading the body. */
const admit = (request: HttpRequest, requestId: string): E.Either<Refusal, Admitted> => {
  if (headerBytes(request.headers) > headerBytesMax) return E.left({ type: 'HeadersTooLarge' });
  const target = readTarget(request.target);
  if (target === undefined) return E.left({ type: 'TargetUnreadable' });
  const match = matchRoute(request.method, target.segments);
  if (match.type !== 'Found') return E.left(unmatched(match, request.method));
  const { route, params } = match;
  if (request.body.length > route.bodyMax || declaredBytes(request) > route.bodyMax)
    return E.left({ type: 'BodyTooLarge' });
  const media = checkMedia(request);
  if (E.isLeft(media)) return media;
  return E.right({ route, incoming: { request, requestId, params, query: target.query } });
};

const unmatched = (match: Exclude<Match, { type: 'Found' }>, method: string): Refusal => {
  if (match.type === 'OtherMethod') return { type: 'MethodNotAllowed', allow: match.allow };
  return method === 'TRACE' ? { type: 'MethodNotAllowed', allow: ['GET', 'POST', 'PUT'] } : { type: 'NotFound' };
};

/** A listener that stops reading at the cap hands over less than was announced. */
const declaredBytes = ({ headers }: HttpRequest): number => {
  const declared = readHeader(headers, 'content-length');
  return declared.type === 'One' && /^\d{1,15}$/u.test(declared.value) ? Number(declared.value) : 0;
};

const run = async (deps: ServerDependencies, { route, incoming }: Admitted): Promise<E.Either<Refusal, Result>> => {
  try {
    return await route.run(deps)(incoming);
  } catch (cause) {
    deps.counters.count('internalErrors');
    const reason = cause instanceof Error ? framesOf(cause) : typeof cause;
    deps.logger.warn('request failed', { requestId: incoming.requestId, route: route.path, reason });
    return E.left({ type: 'InternalError' });
  }
};

/** Where it happened; an error's message may quote the input (INV-88). */
const framesOf = ({ name, stack = '' }: Error): string =>
  [name, ...stack.split('\n').filter((line) => line.startsWith('    at '))].slice(0, 6).join(' ');

const answerOf = (outcome: E.Either<Refusal, Result>, requestId: string, route: Route | undefined): HttpAnswer => {
  if (E.isLeft(outcome))
    return route?.auth.type === 'notice'
      ? noticeProblemAnswer(outcome.left, requestId)
      : problemAnswer(outcome.left, requestId);
  const result = outcome.right;
  switch (result.type) {
    case 'Json':
      return jsonAnswer(result.status, requestId, result.body);
    case 'Empty':
      return emptyAnswer(requestId);
    case 'Page':
      return pageAnswer(requestId, result.contentType, result.body);
  }
};

/** How much of a request's body is worth reading: one byte more is already too many. */
export const bodyMaxOf = (method: string, target: string): number => {
  const read = readTarget(target);
  const match = read === undefined ? undefined : matchRoute(method, read.segments);
  return match?.type === 'Found' ? match.route.bodyMax : 0;
};
