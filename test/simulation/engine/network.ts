import {
  type Handle,
  type HttpAnswer,
  type OutgoingCall,
  type Transport,
  toHeaderLists,
  type TransportResult,
} from '@facepay/wechat-protocol';
import type { Fault } from '../plan/plan.ts';
import { answerBefore, damagedAnswer, flipped, isLost } from './damage.ts';
import { type Life, never } from './process.ts';
import type { Simulation } from './simulation.ts';

/** One process that answers; nobody while it is down. */
export interface Endpoint {
  readonly name: string;
  readonly handle: () => Handle | undefined;
}
/** Who answers a request under each origin: one process, or any of several behind a balancer (F-9). */
export type Endpoints = Readonly<Record<string, (from: string, address: string) => Endpoint>>;
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
export const createNetwork = (simulation: Simulation, endpoints: Endpoints, watch: NetworkWatch): Network => {
  const { stepper, note, fraction, conditions } = simulation;

  const transport =
    (life: Life, port: string): Transport =>
    (call) => {
      if (!life.alive()) return never();
      const { address, fault } = life.begin(port);
      const from = life.process.name;
      const to = endpoints[call.origin]?.(from, address);
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
          life.awake(() => {
            note(`${address} ${call.method} ${pathOf(call)} ${describe(result)}`);
            if (fault?.kind === 'crash-after') life.process.crash();
            else resolve(result);
          });
        };
        const unreachable = (): void => settle({ type: 'NotSent', reason: 'connection refused' });
        const reset = (): void => settle({ type: 'OutcomeUnknown', reason: 'connection reset' });
        const cut = cutBetween(conditions, from, to.name);
        // A line that is cut one way lets no connection begin; one that was open before loses what is sent that way.
        const isClosed = (cut.out && cut.back) || ((cut.out || cut.back) && fraction(address, 4) < 0.5);
        if (fault?.kind === 'unreachable' || isClosed) return stepper.after(wayMs(1), unreachable);
        if (fault?.kind === 'half-open') conditions.cut(from, fault.delayMs ?? halfOpenMs, 'out');
        stepper.after(call.timeoutMs, () => settle({ type: 'OutcomeUnknown', reason: 'timeout' }));
        const answered = (answer: HttpAnswer): void => {
          const told = damagedAnswer(answer, fault, fraction(address, 5));
          if (told === undefined || cutBetween(conditions, from, to.name).back) return;
          const lateMs = fault?.kind === 'late-answer' ? (fault.delayMs ?? 0) : 0;
          const arrived = fault?.kind === 'reset-after' ? reset : (): void => settle(resultOf(told, call.bytesMax));
          stepper.after(wayMs(2) + lateMs, arrived);
        };
        const arrive = (isCopy: boolean): void => {
          const pausedUntil = conditions.pausedUntil(to.name);
          if (stepper.now() < pausedUntil) return stepper.at(pausedUntil, () => arrive(isCopy));
          const handle = to.handle();
          watch.ends(call);
          if (handle === undefined) return isCopy ? undefined : unreachable();
          const early = isCopy ? undefined : answerBefore(fault, fraction(address, 5));
          if (early !== undefined) return answered(early);
          const body = fault?.kind === 'flipped-request' ? flipped(call.body) : call.body;
          const { method, target } = call;
          handle({ method, target, headers: toHeaderLists(call.headers), body }).then(
            (answer) => (isCopy ? undefined : answered(answer)),
            (cause: unknown) => note(`${to.name} gave no answer: ${String(cause)}`),
          );
        };
        watch.leaves(call, false);
        const lateMs = fault?.kind === 'late' ? latenessOf(call, fault) : 0;
        if (isLost(fault) || cut.out) watch.ends(call);
        else stepper.after(wayMs(1) + lateMs, () => arrive(false));
        if (fault?.kind === 'reset-before') stepper.after(wayMs(1), reset);
        if (fault?.kind !== 'duplicate' || !mayDouble(simulation, call)) return;
        watch.leaves(call, true);
        stepper.after(wayMs(3) + (fault.delayMs ?? 0), () => arrive(true));
      });
    };
  return { transport };
};

const halfOpenMs = 15_000;
/** A deduct request is on its way for request timeout + 60 s at most: the assumption under INV-12. */
const deductLateMaxMs = 50_000;
const isDeduct = ({ method, target }: OutgoingCall): boolean =>
  method === 'POST' && target === '/v3/offlineface/transactions';
const latenessOf = (call: OutgoingCall, { delayMs = 0 }: Fault): number =>
  isDeduct(call) ? Math.min(delayMs, deductLateMaxMs) : delayMs;
/** A gateway that punishes a second request must not be sent one by the network, or nobody could please it. */
const mayDouble = ({ plan }: Simulation, call: OutgoingCall): boolean =>
  !isDeduct(call) || (plan.world.gateway !== 'strict' && plan.world.gateway !== 'at-once-twice');

const cutBetween = ({ isCut }: Simulation['conditions'], from: string, to: string) => ({
  out: isCut(from, 'out') || isCut(to, 'in'),
  back: isCut(from, 'in') || isCut(to, 'out'),
});

const resultOf = (answer: HttpAnswer, bytesMax: number): TransportResult =>
  answer.body.length > bytesMax
    ? { type: 'OutcomeUnknown', reason: 'answer too long' }
    : { type: 'Answered', answer: { ...answer, headers: toHeaderLists(answer.headers) } };

const pathOf = ({ target }: OutgoingCall): string => target.replace(/\?.*$/su, '');
const describe = (result: TransportResult): string =>
  result.type === 'Answered' ? String(result.answer.status) : `${result.type} ${result.reason}`;
