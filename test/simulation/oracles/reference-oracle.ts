import type { NumberedEvent } from '@facepay/domain';
import type { EmulatorKeys } from '@facepay/wechat-emulator';
import type { Handle, HttpAnswer, HttpRequest, OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import type { Network, NetworkWatch } from '../engine/network.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Seen } from '../reference/seen.ts';
import { spec } from '../reference/spec.ts';
import { all, nothingYet, type World } from '../reference/world.ts';
import { officeToken, wechatOrigin } from '../world/keys.ts';
import type { StorageWatch } from '../world/watched-stores.ts';
import {
  everyPage,
  hashOf,
  limitsAskedOf,
  listOf,
  newsOf,
  offerOf,
  partOf,
  readJson,
  saysOf,
  shownOf,
  shownPupilOf,
  subjectOf,
  termsOf,
  textOf,
  wantedOf,
} from './reference-wire.ts';
import { signedByWechat } from './wechat-signature.ts';

/** Shows the reference model all that is visible from outside, and says what it objects to (`simulation.md` §3.4, 3). */
export interface ReferenceOracle {
  readonly watchStorage: (watch: StorageWatch) => StorageWatch;
  readonly watchNetwork: (network: Network) => Network;
  readonly watchLeaving: (watch: NetworkWatch) => NetworkWatch;
  readonly atServer: (handle: Handle, server: string) => Handle;
  readonly told: (events: readonly NumberedEvent[]) => void;
  readonly atRest: (ask: (target: string) => Promise<unknown>, books: Books) => Promise<void>;
  /** State and fen of every sale, sorted. */
  readonly foretold: () => readonly string[];
}
type Books = readonly {
  readonly outTradeNo: string;
  readonly tradeState: string;
  readonly debtState: string;
  readonly amountFen: number;
}[];

export const byModel = 'the model';

export const createReferenceOracle = (
  simulation: Simulation,
  keys: () => EmulatorKeys,
  apiV3Keys: () => readonly string[],
): ReferenceOracle => {
  const { violate, count, clockOf, wallNow } = simulation;
  let world = nothingYet;
  const see = (seen: Seen): void => {
    world = spec(world, seen);
    count(`model ${seen.type}`);
    for (const { rule, words } of world.broken) violate(rule, `${byModel}: ${words}`, byModel);
  };

  /** Whose contract: its own page names nobody of ours. */
  const contracts = new Map<string, string>();
  const signatures = new Set<string>();
  const arrives = (request: HttpRequest, server: string): void => {
    const at = clockOf(server)();
    const [path = ''] = request.target.split('?');
    const device = uploadPath.exec(path)?.[1];
    if (device !== undefined)
      for (const entry of listOf(readJson(request.body)['vouchers'])) {
        const offer = offerOf(entry, device);
        if (offer !== undefined) see({ type: 'offered', at, offer });
      }
    const body = readJson(request.body);
    if (path.startsWith('/notify/')) see({ type: 'asked', at: wallNow(), what: `notice ${textOf(body['id'])}` });
    if (request.headers['authorization']?.join() !== `Bearer ${officeToken}` || request.method === 'GET') return;
    const member = /^\/v1\/organizations\/([^/]+)(?:\/members\/([^/]+))?(?:\/([a-z]+))?$/u.exec(path);
    const [, organization = '', pupil = organization, verb = 'put'] = member ?? [];
    const move = /^\/v1\/deductions\/([^/]+)\/(release|give-up)$/u.exec(path);
    if (path === '/v1/organizations') see({ type: 'asked', at, what: 'adopt', school: termsOf(body) });
    else if (move !== null) see({ type: 'asked', at, what: `${move[2]} ${move[1]}` });
    else if (member !== null && verb === 'limits') {
      const { day = '', single = '' } = limitsAskedOf(body);
      see({ type: 'asked', at, what: `limits ${day} ${single} ${pupil}` });
    } else if (member !== null) see({ type: 'asked', at, what: `${verb} ${pupil}` });
  };

  const answered = (request: HttpRequest, answer: HttpAnswer, before: World, server: string, cameAt: number): void => {
    const at = clockOf(server)();
    const { status } = answer;
    const [path = ''] = request.target.split('?');
    const move = /^\/v1\/deductions\/([^/]+)\/release$/u.exec(path)?.[1];
    if (move !== undefined)
      see({ type: 'decided', at, sale: move, status, again: answer.headers['idempotent-replayed'] !== undefined });
    if (request.target.startsWith('/notify/')) notice(request, status, server, cameAt);
    if (status !== 200) return;
    const device = uploadPath.exec(path)?.[1];
    if (device !== undefined) acknowledged(request, answer, device, at);
    // A byte-equal repeat gets the first answer (INV-60).
    const signature = request.headers['signature']?.join() ?? '';
    const isAgain = signatures.has(signature);
    signatures.add(signature);
    const since = /deny-list(?:\?since=(\d+))?$/u.exec(request.target);
    if (since === null) return;
    const { version, changes } = readJson(answer.body);
    const pairs = listOf(changes).map(
      (one) => [textOf(partOf(one)['outUserId']), partOf(one)['denied'] === true] as const,
    );
    const asked = readJson(answer.body)['complete'] === true ? 0 : Number(since[1] ?? 0);
    see({
      type: 'denies',
      at,
      since: asked,
      version: Number(version),
      versionBefore: isAgain ? 0 : before.listVersion,
      changes: new Map(pairs),
    });
  };
  const acknowledged = (request: HttpRequest, answer: HttpAnswer, device: string, at: number): void => {
    const entries = listOf(readJson(request.body)['vouchers']);
    for (const result of listOf(readJson(answer.body)['results'])) {
      const { index, status, reason } = partOf(result);
      const offer = offerOf(entries[Number(index)], device);
      if (offer === undefined || status === 'unreadable') continue;
      see({ type: 'acknowledged', at, hash: offer.hash, status: textOf(status), reason: textOf(reason) });
    }
  };
  const notice = (request: HttpRequest, status: number, server: string, at: number): void => {
    const signed = signedByWechat(keys(), request, clockOf(server)());
    // What lies a second inside or outside of the window is judged by the clock of the server alone.
    const offMs = signed === undefined ? Infinity : Math.abs(signed.atMs - clockOf(server)());
    if (offMs > 298_000 && offMs < 303_000) return;
    const authentic = offMs < 300_000;
    see({
      type: 'noticed',
      at,
      id: textOf(readJson(request.body)['id']),
      authentic,
      status,
      ...subjectOf(request, apiV3Keys()),
    });
  };

  const heard = (process: string, call: OutgoingCall, result: TransportResult, at: number, since: number): void => {
    if (result.type !== 'Answered' || call.origin !== wechatOrigin) return;
    const { status, body } = result.answer;
    const signed = signedByWechat(keys(), result.answer, clockOf(process)());
    if (signed === undefined || Math.abs(signed.atMs - clockOf(process)()) >= 300_000) return;
    const says = readJson(body);
    const asked = /^\/v3\/offlineface\/transactions\/out-trade-no\/([^/?]+)/u.exec(call.target)?.[1];
    const no = asked ?? numberIn(call);
    if (no !== undefined)
      return see({
        type: 'hears',
        at,
        no,
        by: asked === undefined ? 'deduct' : 'query',
        since,
        says: saysOf(status, says),
      });
    if (call.method !== 'GET' || status !== 200) return undefined;
    const [contract, pupil = contracts.get(contract)] = [
      textOf(says['contract_id']),
      /\/users\/out-user-id\/([^/?]+)$/u.exec(call.target)?.[1],
    ];
    if (pupil === undefined) return undefined;
    if (contract !== '') contracts.set(contract, pupil);
    return see({
      type: 'reads',
      at,
      pupil,
      since,
      words: `${textOf(says['status'])} ${textOf(says['contract_state'])}`,
    });
  };

  return {
    foretold: () =>
      all(world, 'sales')
        .map(({ state, fen }) => `${state} ${fen}`)
        .toSorted(),
    watchStorage: (watch) => ({
      ...watch,
      committed: (process, organization, change, cause) => {
        watch.committed(process, organization, change, cause);
        for (const { key, at, subject, body, organization: school } of change.events)
          see({ type: 'announced', at, key: `${school} ${key}`, about: subject.id, news: newsOf(body) });
        see({ type: 'committed', at: wallNow() });
      },
    }),
    watchNetwork: (network) => ({
      transport: (life, port) => {
        const send = network.transport(life, port);
        const { name } = life.process;
        return async (call) => {
          const [at, since] = [wallNow(), clockOf(name)()];
          const result = await send(call);
          heard(name, call, result, at, since);
          return result;
        };
      },
    }),
    watchLeaving: (watch) => ({
      ...watch,
      leaves: (call, isCopy) => {
        watch.leaves(call, isCopy);
        const no = numberIn(call);
        const user = /\/users\/user-id\/([^/]+)\/terminate-contract$/u.exec(call.target)?.[1];
        if (isCopy) return;
        if (no !== undefined)
          see({ type: 'deducts', at: wallNow(), no, body: hashOf(call.body), ...wantedOf(readJson(call.body)) });
        if (user !== undefined) see({ type: 'terminates', at: wallNow(), user });
      },
    }),
    atServer: (handle, server) => async (request) => {
      const [before, cameAt] = [world, wallNow()];
      arrives(request, server);
      const answer = await handle(request);
      answered(request, answer, before, server, cameAt);
      return answer;
    },
    told: (events) => {
      for (const { key, organization } of events) see({ type: 'told', at: wallNow(), key: `${organization} ${key}` });
    },
    atRest: async (ask, books) => {
      const school = `organizations/${world.school?.organization}`;
      const at = wallNow;
      see({ type: 'ends', at: at() });
      for (const { outTradeNo, tradeState, debtState, amountFen } of books)
        see({ type: 'holds', at: at(), no: outTradeNo, state: tradeState, debt: debtState, fen: amountFen });
      for (const item of await everyPage(
        ask,
        `/v1/deductions?organizationId=${world.school?.organization}&pageSize=200`,
      ))
        see({ type: 'shows', at: at(), ...shownOf(item) });
      const pupils = await everyPage(ask, `/v1/${school}/members?pageSize=200`);
      for (const [index, item] of pupils.entries()) {
        const own = index < detailsMax ? partOf(await ask(`/v1/${school}/members/${textOf(item['outUserId'])}`)) : item;
        see({ type: 'shows-pupil', at: at(), ...shownPupilOf(own) });
      }
    },
  };
};

const detailsMax = 20;
const uploadPath = /^\/v1\/devices\/([^/]+)\/vouchers$/u;
const numberIn = ({ method, target, body }: OutgoingCall): string | undefined =>
  method === 'POST' && target === '/v3/offlineface/transactions' ? textOf(readJson(body)['out_trade_no']) : undefined;
