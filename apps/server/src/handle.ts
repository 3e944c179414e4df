import * as E from 'fp-ts/lib/Either.js';
import { createMatchRoute, type Match } from './edge/match-route.ts';
import { checkMedia } from './edge/media.ts';
import { headerBytes, headerBytesMax, readHeader } from './edge/read-header.ts';
import { readTarget, type Target } from './edge/target.ts';
import type { Handle, HttpAnswer, HttpRequest, RequestHead } from './http-message.ts';
import { jsonAnswer, keptAnswer, noticeProblemAnswer, pageAnswer, problemAnswer } from './problem/answer.ts';
import type { Refusal } from './problem/refusal.ts';
import { routes } from './routes/all-routes.ts';
import type { Incoming, Result, Route } from './routes/route.ts';
import type { ServerDependencies } from './server-dependencies.ts';

const matchRoute = createMatchRoute(routes);

/** The whole server but its sockets. Answers every request; never rejects, never answers 5xx for an input (INV-96). */
export const createHandle = (deps: ServerDependencies): Handle => {
  const open = createOpen(deps);
  return ({ body, ...head }) => open(head).answer(body);
};

/** A request of which only the head is known. */
export interface Opened {
  /** How much of its body is worth reading: one byte more is already too many. */
  readonly bodyMax: number;
  readonly answer: (body: Uint8Array) => Promise<HttpAnswer>;
}

/** The same in two steps, for a socket: the path is looked up once, before the body is read. */
export const createOpen = (deps: ServerDependencies): ((head: RequestHead) => Opened) => {
  const runs = new Map(routes.map((route) => [route, route.run(deps)]));
  return (head) => {
    const located = locate(head);
    const bodyMax = located.type === 'Found' ? located.route.bodyMax : 0;
    return {
      bodyMax,
      answer: async (body) => {
        const requestId = deps.idSource.next();
        deps.counters.count('requests');
        const admitted = admit(located, { ...head, body }, requestId);
        const route = E.isRight(admitted) ? admitted.right.route : undefined;
        const outcome = E.isRight(admitted) ? await run(deps, runs, admitted.right) : admitted;
        const answer = answerOf(outcome, requestId, route);
        deps.counters.answered(route, answer.status);
        deps.logger.info('request', {
          requestId,
          method: head.method.slice(0, 16),
          route: route?.path,
          status: answer.status,
          type: E.isLeft(outcome) ? outcome.left.type : undefined,
        });
        return answer;
      },
    };
  };
};

type Located = (Match & { readonly target: Target }) | { readonly type: 'Unreadable' };

const locate = ({ method, target }: RequestHead): Located => {
  const read = readTarget(target);
  return read === undefined ? { type: 'Unreadable' } : { ...matchRoute(method, read.segments), target: read };
};

interface Admitted {
  readonly route: Route;
  readonly incoming: Incoming;
}

/** Size, path, method and media: everything that can be judged without looking into the body. */
const admit = (located: Located, request: HttpRequest, requestId: string): E.Either<Refusal, Admitted> => {
  if (headerBytes(request.headers) > headerBytesMax) return E.left({ type: 'HeadersTooLarge' });
  if (located.type === 'Unreadable') return E.left({ type: 'TargetUnreadable' });
  if (located.type !== 'Found') return E.left(unmatched(located, request.method));
  const { route, params, target } = located;
  if (request.body.length > route.bodyMax || declaredBytes(request) > route.bodyMax)
    return E.left({ type: 'BodyTooLarge' });
  const media = checkMedia(request, route.media);
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

type Runs = ReadonlyMap<Route, ReturnType<Route['run']>>;
const run = async (
  deps: ServerDependencies,
  runs: Runs,
  { route, incoming }: Admitted,
): Promise<E.Either<Refusal, Result>> => {
  try {
    return await (runs.get(route) ?? route.run(deps))(incoming);
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
    case 'Kept':
      return keptAnswer(requestId, result.body);
    case 'Page':
      return pageAnswer(requestId, result.contentType, result.body);
  }
};
