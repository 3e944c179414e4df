import {
  type Handle,
  type HttpAnswer,
  type OutgoingCall,
  type Transport,
  toHeaderLists,
  type TransportResult,
} from '@facepay/wechat-protocol';
import type { Fault } from '../plan/plan.ts';
import { type Life, never } from './process.ts';
import type { Simulation } from './simulation.ts';

/** Who answers under an origin; nobody while that process is down. */
export interface Endpoint {
  readonly name: string;
  readonly handle: () => Handle | undefined;
}
/** What oracles see of every message. */
export interface NetworkWatch {
  /** `isCopy`: made by the network, not by the sender. */
  readonly leaves: (call: OutgoingCall, isCopy: boolean) => void;
  /** Also where it is lost: nothing of it is on its way any more. */
  readonly ends: (call: OutgoingCall) => void;
}
export interface Network {
  readonly transport: (life: Life, port: string) => Transport;
}

/** Request and answer are two messages: each may be lost, doubled, late or damaged (`simulation.md` §3.3). */
export const createNetwork = (
  simulation: Simulation,
  endpoints: Readonly<Record<string, Endpoint>>,
  watch: NetworkWatch,
): Network => {
  const { stepper, note, fraction } = simulation;

  const transport =
    (life: Life, port: string): Transport =>
    (call) => {
      if (!life.alive()) return never();
      const { address, fault } = life.begin(port);
      const to = endpoints[call.origin];
      if (to === undefined) throw new Error(`no such host: ${call.origin}`);
      if (fault?.kind === 'crash-before') {
        life.process.crash();
        return never();
      }
      const wayMs = (salt: number): number => 1 + 30 * fraction(address, salt) ** 3;
      return new Promise<TransportResult>((resolve) => {
        let open = true;
        const settle = (result: TransportResult): void => {
          if (!open || !life.alive()) return;
          open = false;
          note(`${address} ${call.method} ${pathOf(call)} ${describe(result)}`);
          if (fault?.kind === 'crash-after') life.process.crash();
          else resolve(result);
        };
        const unreachable = (): void => settle({ type: 'NotSent', reason: 'connection refused' });
        if (fault?.kind === 'unreachable' || simulation.conditions.isCut(life.process.name))
          return stepper.after(wayMs(1), unreachable);
        stepper.after(call.timeoutMs, () => settle({ type: 'OutcomeUnknown', reason: 'timeout' }));
        const answered = (answer: HttpAnswer): void => {
          const told = damaged(answer, fault);
          if (told === undefined) return;
          const lateMs = fault?.kind === 'late-answer' ? (fault.delayMs ?? 0) : 0;
          stepper.after(wayMs(2) + lateMs, () => settle(resultOf(told, call.bytesMax)));
        };
        const arrive = (isCopy: boolean): void => {
          const handle = to.handle();
          watch.ends(call);
          if (handle === undefined) return isCopy ? undefined : unreachable();
          if (fault?.kind === 'error-before') return answered(serverError);
          const body = fault?.kind === 'flipped-request' ? flipped(call.body) : call.body;
          const { method, target } = call;
          handle({ method, target, headers: toHeaderLists(call.headers), body }).then(
            (answer) => (isCopy ? undefined : answered(answer)),
            (cause: unknown) => note(`${to.name} gave no answer: ${String(cause)}`),
          );
        };
        watch.leaves(call, false);
        const lateMs = fault?.kind === 'late' ? (fault.delayMs ?? 0) : 0;
        if (fault?.kind === 'lost-request') watch.ends(call);
        else stepper.after(wayMs(1) + lateMs, () => arrive(false));
        if (fault?.kind !== 'duplicate') return;
        watch.leaves(call, true);
        stepper.after(wayMs(3) + (fault.delayMs ?? 0), () => arrive(true));
      });
    };
  return { transport };
};

const serverError: HttpAnswer = { status: 500, headers: {}, body: Buffer.from('{"code":"SYSTEM_ERROR"}') };

/** The answer as it comes in; undefined when it never does. */
const damaged = (answer: HttpAnswer, fault: Fault | undefined): HttpAnswer | undefined => {
  switch (fault?.kind) {
    case 'lost-answer':
      return undefined;
    case 'error-after':
      return serverError;
    case 'unsigned-answer':
      return { ...answer, headers: {} };
    case 'truncated-answer':
      return { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) };
    case 'flipped-answer':
      return { ...answer, body: flipped(answer.body) };
    case undefined:
    case 'crash-after':
    case 'crash-before':
    case 'duplicate':
    case 'error-before':
    case 'flipped-request':
    case 'late':
    case 'late-answer':
    case 'lost-request':
    case 'refused':
    case 'unreachable':
      return answer;
  }
};

const flipped = (body: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(body);
  const at = copy.length >> 1;
  if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const resultOf = (answer: HttpAnswer, bytesMax: number): TransportResult =>
  answer.body.length > bytesMax
    ? { type: 'OutcomeUnknown', reason: 'answer too long' }
    : { type: 'Answered', answer: { ...answer, headers: toHeaderLists(answer.headers) } };

const pathOf = ({ target }: OutgoingCall): string => target.replace(/\?.*$/su, '');
const describe = (result: TransportResult): string =>
  result.type === 'Answered' ? String(result.answer.status) : `${result.type} ${result.reason}`;
