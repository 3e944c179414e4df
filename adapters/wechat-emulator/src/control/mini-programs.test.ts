import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, type EmulatedWorld, signUp } from '../../test/emulated-world.ts';

const organizationOf = async ({ client }: EmulatedWorld): Promise<string> => {
  const { json } = await client.control('POST', '/organizations', { organizationName: '第一小学' });
  return String(json['organizationId']);
};
const presignOf = async (world: EmulatedWorld, outUserId: string): Promise<string> => {
  const organizationId = await organizationOf(world);
  const user = { out_user_id: outUserId, organization_id: organizationId };
  const asked = { business_name: 'K12', facepay_user: user };
  const { json } = await world.client.call('POST', '/v3/offlineface/contracts/presign', asked);
  return String(json['presign_token']);
};
const sign = (world: EmulatedWorld, body: object) =>
  world.client.control('POST', '/mini-programs/sign', { openid: 'o1', name: '家长', ...body });
const reEnrol = async ({ client }: EmulatedWorld, body: object) =>
  client.control('POST', '/mini-programs/re-enrol', body);

describe('INV-43 BAD-64 FAQ 1.23: a presign result', () => {
  test('signs for five minutes to the second, and not one second longer', async () => {
    const world = createEmulatedWorld();
    const [inTime, late] = [await presignOf(world, 'stu-000001'), await presignOf(world, 'stu-000002')];
    await world.pass(300_000);
    expect((await sign(world, { presignToken: inTime })).status).toBe(200);
    await world.pass(1000);
    const refused = await sign(world, { presignToken: late, openid: 'o2' });
    expect([refused.status, refused.json['title'], refused.json['message']]).toEqual([
      409,
      '无法创建用户',
      'token超过5分钟',
    ]);
  });
  test('serves the pupil it was asked for, and no other', async () => {
    const world = createEmulatedWorld();
    const presignToken = await presignOf(world, 'stu-000001');
    const refused = await sign(world, { presignToken, outUserId: 'stu-000002' });
    expect([refused.status, refused.json['title']]).toEqual([409, '登录态过期']);
    expect((await sign(world, { presignToken, outUserId: 'stu-000001' })).status).toBe(200);
  });
});

describe('FAQ 1.20, FAQ 1.21: the re-collection program', () => {
  test('is for the signed alone; the photo counts when the payer confirms it, and the contract stays', async () => {
    const world = createEmulatedWorld();
    const pupil = await signUp(world, 'stu-000001');
    const { userId } = pupil;
    expect((await reEnrol(world, { userId, confirm: true })).json).toMatchObject({ message: '没有待确认的照片' });
    expect((await reEnrol(world, { userId, required: true })).json).toMatchObject({
      collectionState: 'COLLECTION_REQUIRED',
    });
    expect((await reEnrol(world, { userId, confirm: true })).json).toMatchObject({ title: '无法重采' });
    expect((await reEnrol(world, { userId, camera: 'ios-off' })).json).toMatchObject({ title: '拍照无反应' });
    const { json } = await reEnrol(world, { userId, faceSeed: 77 });
    expect(json).toMatchObject({ collectionState: 'PHOTO_UPLOADED' });
    expect((await reEnrol(world, { userId, confirm: true })).json).toEqual({ ...json, collectionState: 'COMPLETE' });
    const user = await world.client.control('GET', `/users/${userId}`);
    expect(user.json).toMatchObject({ contractState: 'CONTRACTED', contractId: pupil.contractId });
    await world.client.control('POST', `/users/${userId}/terminate`);
    const refused = await reEnrol(world, { userId });
    expect([refused.status, refused.json['title'], refused.json['message']]).toEqual([
      400,
      '无法重采',
      '未签约用户不能重采',
    ]);
  });
  test('a photo wanted twice, or taken twice, is one re-collection', async () => {
    const world = createEmulatedWorld();
    const { userId } = await signUp(world, 'stu-000001');
    const steps = [{ required: true }, { required: true }, { faceSeed: 5 }, { faceSeed: 6 }, { confirm: true }];
    const ids = new Set<unknown>();
    for (const step of steps) ids.add((await reEnrol(world, { userId, ...step })).json['collectionId']);
    expect(ids.size).toBe(1);
  });
});
