import { minute, payscoreScope, ref, SubMchid } from '@facepay/domain';
import { transportFromHandle } from '@facepay/wechat-protocol';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { schoolKeys, type SchoolOptions } from '../conformance/wechat-school.ts';
import { callServer, type ServerAnswer } from './server-call.ts';
import { must, openServerWorld, type ServerWorld, tokens } from './server-world.ts';

export type PayscoreMode = 'direct' | 'partner';
export const user = 'oPayscoreUser0001';

/** A counter that lends things on Pay Score: our server, the emulated WeChat, and the user, on virtual time. */
export interface PayscoreCounter {
  readonly world: ServerWorld;
  /** As the operator; each request under a key of its own. */
  readonly call: (method: string, target: string, body?: unknown, token?: string) => Promise<ServerAnswer>;
  /** The answer, after checking that nothing was stored and no request of Pay Score left. */
  readonly refused: (status: number, method: string, target: string, body?: unknown) => Promise<ServerAnswer>;
  readonly get: (target: string) => Promise<ServerAnswer>;
  /** The user's side. */
  readonly act: (path: string, body: object) => Promise<Readonly<Record<string, unknown>>>;
  /** The worker's rounds by hand, one a minute; notices are handed over unless they are lost. */
  readonly workFor: (minutes: number) => Promise<void>;
  readonly loseNotices: (lost: boolean) => void;
  /** Compact time in Beijing, so many milliseconds from now. */
  readonly compact: (fromNowMs: number) => string;
  /** Requests of service orders that reached WeChat. */
  readonly asked: () => number;
  readonly stored: (orderNo: string) => Promise<unknown>;
}

export const openPayscoreCounter = async (
  options: SchoolOptions & { readonly mode?: never; readonly party?: PayscoreMode; readonly serviceId?: string } = {},
): Promise<PayscoreCounter> => {
  const { party: mode = 'direct', serviceId = '500001', ...rest } = options;
  const party =
    mode === 'direct' ? ({ mode } as const) : ({ mode, subMchid: must(SubMchid.of(schoolKeys.subMchid)) } as const);
  let server: ServerWorld | undefined;
  let asked = 0;
  let loses = false;
  const world = await openServerWorld({
    ...rest,
    config: { ...rest.config, payscore: { serviceId, party } },
    wrap: (transport) => (call) => {
      if (call.target.includes('/serviceorder')) asked += 1;
      return transport(call);
    },
    deliver: async (notice) =>
      loses || server === undefined ? { type: 'NotSent', reason: 'lost' } : transportFromHandle(server.handle)(notice),
  });
  server = world;
  const call: PayscoreCounter['call'] = (method, target, body, token = tokens.operator) =>
    callServer(world, method, target, { token, body, headers: { 'idempotency-key': randomUUID() } });
  const act: PayscoreCounter['act'] = (path, body) => world.school.control('POST', `/payscore${path}`, body);
  const subMchid = mode === 'partner' ? { subMchid: schoolKeys.subMchid } : {};
  if (serviceId === '500001') await act(`/users/${user}`, { action: 'authorise', serviceId, ...subMchid });
  const round = async (): Promise<void> => {
    const now = world.school.now();
    for (const due of must(await world.store.dueWork.claim('notice', now, minute, 100)()))
      await world.useCases.applyNotice(due)();
    for (const due of must(await world.store.dueWork.claim('payscoreOrder', now, minute, 100)()))
      await world.useCases.payscore?.progressOrder(due)();
    for (const due of must(await world.store.dueWork.claim('refund', now, minute, 100)()))
      await world.useCases.progressRefund(due)();
    must(await world.useCases.relayEvents('worker')());
  };
  return {
    world,
    call,
    act,
    get: (target) => call('GET', target, undefined, tokens.auditor),
    refused: async (status, method, target, body) => {
      const before = [await world.store.storeDigest(), asked];
      const answer = await call(method, target, body);
      expect([answer.status, answer.json['code']]).toEqual([status, expect.any(String)]);
      expect([await world.store.storeDigest(), asked]).toEqual(before);
      expect(answer.json).toMatchObject({
        detail: expect.any(String),
        detailZh: expect.stringMatching(/\p{Script=Han}/u),
      });
      return answer;
    },
    workFor: async (minutes) => {
      for (let n = 0; n < minutes; n += 1) {
        await round();
        await world.school.pass(minute);
      }
    },
    loseNotices: (lost) => void (loses = lost),
    compact: (fromNowMs) => compactTime(world.school.now() + fromNowMs),
    asked: () => asked,
    stored: async (orderNo) => must(await world.store.reads.find(payscoreScope, ref('payscoreOrder', orderNo))()),
  };
};

const compactTime = (at: number): string =>
  new Date(at + 8 * 60 * minute).toISOString().replaceAll(/[-:T]|\..*$/gu, '');

/** What is lent, without confirmation; `over` changes it. */
export const anOrder = (orderNo: string, over: object = {}): Readonly<Record<string, unknown>> => ({
  orderNo,
  introduction: '刷脸取货',
  riskFund: { name: 'estimate', amountFen: 20_000 },
  times: { start: 'OnAccept' },
  needsConfirm: false,
  openid: user,
  ...over,
});
