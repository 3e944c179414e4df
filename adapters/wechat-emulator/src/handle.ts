import * as E from 'fp-ts/lib/Either.js';
import { singleHeader } from '@facepay/wechat-protocol';
import type { Handle, HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import { answerControl } from './control/answer-control.ts';
import type { Engine } from './engine.ts';
import { requestFaultKinds } from './faults/fault.ts';
import type { DrawnFaults } from './faults/fault-box.ts';
import { authenticate, headerFault } from './gate/authenticate.ts';
import { signFaceAnswer } from './gate/sign-face-answer.ts';
import { MoneyTruthViolated } from './money-truth/check-money-truth.ts';
import type { FaceAnswer } from './wire/face.ts';
import { findRoute } from './wire/find-route.ts';
import { wireRoutes } from './wire/routes.ts';
import { systemError, tooManyRequests } from './wire/wire-error.ts';
import { answerWxpayface, isWxpayface } from './wire/wxpayface.ts';

/** No answer will come: a fault swallowed the request, or the reply after its effect. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
}

const serialHeader = 'wechatpay-serial';
const delayMsDefault = 1000;

/** Signature first, then route, then the face; everything that has an effect happens here, in one step. */
const process = (engine: Engine, request: HttpRequest, faults: DrawnFaults): FaceAnswer => {
  const [path, search] = splitTarget(request.target);
  const routed = findRoute(wireRoutes, request.method, path);
  if ('status' in routed) return routed;
  const fault = headerFault(request);
  if (fault !== undefined) return fault;
  const authentic = authenticate(engine, request);
  if (E.isLeft(authentic)) return authentic.left;
  return routed.face(engine)({
    params: routed.params,
    query: new URLSearchParams(search),
    body: request.body,
    serial: singleHeader(request.headers, serialHeader),
    faults,
  });
};

const splitTarget = (target: string): readonly [string, string] => {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
};

const answerWire = async (engine: Engine, request: HttpRequest): Promise<HttpAnswer> => {
  const wished = singleHeader(request.headers, serialHeader);
  const [path] = splitTarget(request.target);
  const faults = engine.faults.draw(requestFaultKinds, { method: request.method, path });
  if (faults['lose-request'] !== undefined) throw new ConnectionDropped('request lost');
  if (faults.delay !== undefined) await engine.deps.sleep(faults.delay.delayMs ?? delayMsDefault);
  if (isWxpayface(path)) {
    const xml = answerWxpayface(engine, request, faults);
    if (faults['lose-reply'] !== undefined) throw new ConnectionDropped('reply lost');
    return xml;
  }
  if (faults['error-500-before'] !== undefined) return signFaceAnswer(engine, systemError(), wished, faults);
  if (faults['too-many-requests'] !== undefined) return signFaceAnswer(engine, tooManyRequests(), wished, faults);
  const answer = process(engine, request, faults);
  if (faults.duplicate !== undefined) process(engine, request, {});
  engine.commit();
  if (faults['lose-reply'] !== undefined) throw new ConnectionDropped('reply lost');
  const shown = faults['error-500-after'] === undefined ? answer : systemError();
  return signFaceAnswer(engine, shown, wished, faults);
};

export const createHandle =
  (engine: Engine): Handle =>
  async (request) => {
    const [path] = splitTarget(request.target);
    if (path.startsWith('/_emulator/')) {
      const answer = await answerControl(engine, request);
      engine.commit();
      return answer;
    }
    const ended = engine.watch.begin(request);
    try {
      return await answerWire(engine, request);
    } catch (cause) {
      if (cause instanceof MoneyTruthViolated) engine.violations.push(cause.message);
      throw cause;
    } finally {
      ended();
    }
  };
