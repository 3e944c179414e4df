import { NoticeId, platform, ref } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { schoolKeys } from '../conformance/wechat-school.ts';
import { callServer } from '../support/server-call.ts';
import { noticeBody, noticeHeaders, noticeTarget, sendNotice } from '../support/server-notice.ts';
import { must, openServerWorld, otherOrganization, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
beforeEach(async () => {
  world = await openServerWorld();
  return world.close;
});

const userState = (change: object = {}) => ({
  user_id: 'FU1',
  out_user_id: 'pupil-1',
  organization_id: world.school.organization,
  mch_id: schoolKeys.mchid,
  ...change,
});
const storedNotice = async (id: string) => {
  const found = must(await world.store.reads.find(platform, ref('notice', must(NoticeId.of(id))))());
  return found === undefined ? undefined : { status: found.status, reason: found.reason };
};
const accepted = { status: 200, json: { code: 'SUCCESS', message: 'OK' } };

describe('authentic notices: 2xx once they are durable', () => {
  it('INV-49, FAQ 1.6: stored before it is answered', async () => {
    expect(await sendNotice(world, noticeBody('n-1', userState()))).toMatchObject(accepted);
    expect(await storedNotice('n-1')).toEqual({ status: 'received' });
    expect(world.deps.counters.values()).toMatchObject({ noticesTakenIn: 1, noticesRefused: 0 });
  });
  it.each([-299, 299])('BAD-7: %i s away from now is near enough', async (seconds) => {
    const atMs = world.school.now() + seconds * 1000;
    expect(await sendNotice(world, noticeBody('n-2', userState()), { signing: { atMs } })).toMatchObject(accepted);
  });
  it('a header twice with one value is one header', async () => {
    const sent = noticeBody('n-3', userState());
    const signed = await noticeHeaders(world, sent);
    const headers = { 'wechatpay-nonce': [signed['wechatpay-nonce'] ?? '', signed['wechatpay-nonce'] ?? ''] };
    expect(await sendNotice(world, sent, { headers })).toMatchObject(accepted);
  });
  it('BAD-15: for another merchant: quarantine, 2xx', async () => {
    expect(await sendNotice(world, noticeBody('n-4', userState({ mch_id: '1999999999' })))).toMatchObject(accepted);
    expect(await storedNotice('n-4')).toEqual({ status: 'quarantined', reason: 'foreign-merchant' });
  });
  it('BAD-18, INV-50, FAQ 5.6: the same notice 1,000 times, 50 at once: all 2xx, stored once', async () => {
    const sent = noticeBody('n-5', userState());
    const headers = await noticeHeaders(world, sent);
    const once = () => callServer(world, 'POST', noticeTarget, { body: sent, headers });
    expect((await once()).status).toBe(200);
    const digest = await world.store.storeDigest();
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, once));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    }
    expect(await world.store.storeDigest()).toBe(digest);
  });
  it('BAD-19: one id with two contents, both signed: the second is kept apart', async () => {
    await sendNotice(world, noticeBody('n-6', userState()));
    expect(await sendNotice(world, noticeBody('n-6', userState({ user_id: 'FU2' })))).toMatchObject(accepted);
    const page = must(await world.store.reads.page('notice', {}, 10)());
    expect(page.items.map(({ status, reason }) => ({ status, reason }))).toEqual([
      { status: 'received', reason: undefined },
      { status: 'quarantined', reason: 'same-id-other-content' },
    ]);
  });
  it('BAD-21: an event type we do not know: stored, ignored', async () => {
    const sent = noticeBody('n-7', { anything: 1 }, { eventType: 'FACEPAY.SOMETHING_NEW', originalType: 'new' });
    expect(await sendNotice(world, sent)).toMatchObject(accepted);
    expect(await storedNotice('n-7')).toEqual({ status: 'ignored' });
  });
  it('BAD-26: while the store is down 503 with Retry-After; the later copy is taken in', async () => {
    const sent = noticeBody('n-8', userState());
    world.store.setDown(true);
    const answer = await sendNotice(world, sent);
    expect([answer.status, answer.json['code'], answer.headers['retry-after']]).toEqual([503, 'FAIL', '5']);
    world.store.setDown(false);
    expect(await storedNotice('n-8')).toBeUndefined();
    expect(await sendNotice(world, sent)).toMatchObject(accepted);
  });
});

const as = (token: string, target: string) => callServer(world, 'GET', target, { token });

describe('the inbox', () => {
  it('lists notices by status and shows one, without its body', async () => {
    await sendNotice(world, noticeBody('n-1', userState()));
    await sendNotice(world, noticeBody('n-2', userState({ mch_id: '1999999999' })));
    const page = await as(tokens.auditor, '/v1/notices?status=quarantined');
    expect(page.json).toMatchObject({ items: [{ noticeId: 'n-2', reason: 'foreign-merchant' }] });
    const one = await as(tokens.auditor, '/v1/notices/n-1');
    const subject = { type: 'user-state', organizationId: world.school.organization, outUserId: 'pupil-1' };
    expect(one.json).toMatchObject({ noticeId: 'n-1', status: 'received', subject });
    expect(one.text).not.toContain('ciphertext');
  });
  it("BAD-79: another tenant's notice is answered like a missing one", async () => {
    await sendNotice(world, noticeBody('n-1', userState()));
    const [foreign, missing] = [
      await as(tokens.boundAdmin, '/v1/notices/n-1'),
      await as(tokens.boundAdmin, '/v1/notices/x'),
    ];
    expect(foreign.status).toBe(404);
    expect({ ...foreign.json, requestId: '' }).toEqual({ ...missing.json, requestId: '' });
    expect((await as(tokens.boundAdmin, '/v1/notices')).json).toEqual({ items: [] });
  });
  it('INV-52: a notice makes no organization, member or device', async () => {
    await sendNotice(world, noticeBody('n-1', userState({ organization_id: otherOrganization })));
    for (const kind of ['organization', 'member', 'device', 'deduction'] as const) {
      const page = await world.store.reads.page(kind, {}, 10)();
      expect(E.isRight(page) && page.right.items).toEqual([]);
    }
  });
});
