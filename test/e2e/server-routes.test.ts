import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200, rosterEntry, type ServerPupil, signUp } from '../support/server-school.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let pupil: ServerPupil;
let school: string;
let call: Classroom['call'];
let get: Classroom['get'];
beforeAll(async () => {
  const classroom = await openClassroom();
  ({ world, pupil, organization: school, call, get } = classroom);
  await classroom.terminal.report();
  return world.close;
});

describe('organizations', () => {
  it('is adopted as WeChat knows it, the same twice changes nothing, another way is refused', async () => {
    const body = { organizationId: school, subMchid: world.school.subMchid, scene: 'canteen' };
    const digest = await world.store.storeDigest();
    const again = await call('POST', '/v1/organizations', body);
    expect(again.status).toBe(201);
    expect(again.json).toMatchObject({ organizationId: school, name: '第一小学', testMerchant: false });
    expect(again.json['adoptedAt']).toBe('2026-09-07T12:00:00.000+08:00');
    const other = await call('POST', '/v1/organizations', { ...body, scene: 'shop' });
    expect([other.status, other.json['code']]).toEqual([409, 'organization-adopted-differently']);
    const unknown = await call('POST', '/v1/organizations', { ...body, organizationId: 'Onobody' });
    expect([unknown.status, unknown.json['code']]).toEqual([422, 'organization-unknown-to-wechat']);
    expect(await world.store.storeDigest()).toBe(digest);
  });
  it('is listed and shown', async () => {
    expect((await get('/v1/organizations')).json).toMatchObject({ items: [{ organizationId: school }] });
    expect((await get(`/v1/organizations/${school}`)).json).toMatchObject({ subMchid: world.school.subMchid });
  });
});

describe('members', () => {
  it('shows the four axes, limits left today and whether it can pay', async () => {
    expect((await get(pupil.path)).json).toMatchObject({
      outUserId: 'pupil-1',
      name: rosterEntry.name,
      face: 'ready',
      contract: { status: 'signed', signedAt: expect.stringMatching(/\+08:00$/u) },
      usage: 'normal',
      debt: { open: false, deductionIds: [] },
      canPay: { ok: true, reasons: [] },
      limits: { day: '2026-09-07', singleLimitFen: 10_000, dayLimitFen: 50_000, dayUsedFen: 0, dayLeftFen: 50_000 },
    });
  });
  it('somebody who never signed cannot pay, and is told why', async () => {
    const path = `/v1/organizations/${school}/members/pupil-2`;
    const consent = { guardian: '王大明', textVersion: '2026-1', at: '2026-09-01T08:00:00+08:00' };
    const { json } = await call('PUT', path, { ...rosterEntry, guardianConsent: consent });
    expect(json).toMatchObject({
      face: 'unknown',
      contract: { status: 'absent' },
      canPay: { ok: false, reasons: [{ code: 'never-read' }] },
      guardianConsent: { ...consent, at: '2026-09-01T08:00:00.000+08:00' },
    });
    const ended = await call('POST', `${path}/terminate`);
    expect([ended.status, ended.json['code']]).toEqual([409, 'contract-not-signed']);
  });
  it('gets a token with what the mini program is launched with', async () => {
    const { json } = must200(await call('POST', `${pupil.path}/token`, undefined, tokens.operator));
    expect(json).toMatchObject({
      expiresAt: '2026-09-07T12:05:00.000+08:00',
      launch: { token: json['token'], organizationName: '第一小学', outUserId: 'pupil-1', name: rosterEntry.name },
    });
  });
  it('a token for nobody is 404', async () => {
    expect((await call('POST', `/v1/organizations/${school}/members/nobody-1/token`)).status).toBe(404);
  });
  it('ends: the contract is terminated here and at WeChat', async () => {
    const leaver = await signUp(world, 'pupil-3');
    const { json } = must200(await call('POST', `${leaver.path}/terminate`));
    expect(json).toMatchObject({
      contract: { status: 'terminated' },
      canPay: { ok: false, reasons: [{ code: 'contract-ended' }] },
    });
    const again = await call('POST', `${leaver.path}/terminate`);
    expect([again.status, again.json['code']]).toEqual([409, 'contract-terminated']);
  });
  it('INV-88: the log has ids and words of ours, no name and no phone', () => {
    expect(world.log()).toContain('/v1/organizations/{organizationId}/members/{outUserId}');
    for (const secret of [rosterEntry.name, rosterEntry.phone, ...Object.values(tokens)])
      expect(world.log()).not.toContain(secret);
  });
});
