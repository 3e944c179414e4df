import type { Change } from '@facepay/domain';
import type { Handle, HttpAnswer, HttpRequest } from '@facepay/wechat-protocol';
import { type Cause, causedBy } from '../engine/causes.ts';
import type { Simulation } from '../engine/simulation.ts';

/** 409 is not among them: what it refuses may have been begun here before WeChat said no. */
const refusedFor: Readonly<Record<number, string>> = {
  400: 'INV-96',
  401: 'INV-59',
  403: 'INV-93',
  404: 'INV-92',
  405: 'INV-96',
  413: 'INV-96',
  415: 'INV-96',
  422: 'INV-96',
};

/** A request that is refused has stored nothing (`invariants.md` §4), and one that is repeated stores nothing more. */
export const judgeRequest = (simulation: Simulation): ((handle: Handle) => Handle) => {
  const { violate, count } = simulation;
  const answered = new Set<string>();
  const judgeRepeat = createRepeatJudge(simulation);
  return (handle) => async (request) => {
    const cause: Cause = { writes: [] };
    const signature = request.headers['signature']?.join();
    // Copies that overlap share one effect; only what begins after the first answer is a replay.
    const isReplay = signature !== undefined && answered.has(signature);
    const answer = await causedBy(cause, () => handle(request));
    cause.status = answer.status;
    const rule = ruleOf(request, answer.status);
    if (rule !== undefined) count(`refused ${answer.status}`);
    if (rule !== undefined && cause.writes.length > 0)
      violate(rule, `${nameOf(request)} answered ${answer.status} and wrote ${cause.writes.join()}`);
    if (signature !== undefined && answer.status < 300) answered.add(signature);
    if (isReplay && answer.status < 300) {
      count('replay answered again');
      // A permission of WeChat's is asked for anew; it is no record of ours.
      const effects = cause.writes.filter((line) => !line.startsWith('authinfo '));
      if (effects.length > 0) violate('INV-60', `${nameOf(request)} came again and wrote ${effects.join()}`);
    }
    judgeRepeat(request, answer, cause);
    const again = answer.headers['idempotent-replayed'] !== undefined;
    if (answer.status === 200 && !again && /\/release(\?|$)/u.test(request.target) && !didMove(cause))
      violate('BAD-58', `${nameOf(request)} is answered as done, and somebody else did it`);
    return answer;
  };
};

/**
 * INV-97: one key, one answer, whoever delivers the request how often. A refusal stores nothing, so what is refused now may
 * be done later under its key: of two copies at once, the refusal that was decided first may arrive last.
 */
const createRepeatJudge = ({ violate, count }: Simulation) => {
  const answers = new Map<string, { readonly text: string; readonly judged: number }>();
  return (request: HttpRequest, { status, body }: HttpAnswer, { judged = Infinity }: Cause): void => {
    const key = request.headers['idempotency-key']?.join();
    if (key === undefined || status >= 500) return;
    const first = answers.get(key);
    if (first !== undefined && status !== 200) {
      if (judged > first.judged)
        violate('INV-97', `${nameOf(request)} was done under its key, and is answered ${status}`);
      else count('refused before it was done under the same key');
    }
    if (status !== 200) return;
    const text = Buffer.from(body).toString('utf8');
    if (first === undefined) return void answers.set(key, { text, judged });
    count('answered under the same key');
    if (first.text !== text) violate('INV-97', `${nameOf(request)} is answered in two ways under one key`);
  };
};

/** Names what a commit wrote for the request behind it; one that comes after a refusal is found here. */
export const noteWrites = (
  { violate }: Simulation,
  cause: Cause | undefined,
  { writes }: Pick<Change<unknown>, 'writes'>,
): void => {
  if (cause === undefined) return;
  cause.writes.push(...writes.map(({ kind, key }) => `${kind} ${key}`));
  if (cause.status !== undefined && refusedFor[cause.status] !== undefined && writes.length > 0)
    violate('INV-96', `answered ${cause.status}, and later wrote ${cause.writes.join()}`);
};

const didMove = ({ writes }: Cause): boolean => writes.some((line) => line.startsWith('deduction '));
const ruleOf = ({ target }: HttpRequest, status: number): string | undefined =>
  target.startsWith('/notify/') && (status === 400 || status === 401) ? 'INV-46' : refusedFor[status];
const nameOf = ({ method, target }: HttpRequest): string => `${method} ${target.replace(/\?.*$/u, '')}`;
