import { describe, expect, test } from 'vitest';
import { createEmulatedWorld, signUp } from '../../test/emulated-world.ts';
import type { EmulatedWorld } from '../../test/emulated-world.ts';

const issueToken = async (world: EmulatedWorld, outUserId = 'stu-000001') => {
  const { json } = await world.client.control('POST', '/organizations', { organizationName: '第一小学' });
  const organizationId = String(json['organizationId']);
  const answer = await world.client.call('POST', '/v3/offlinefacemch/tokens', {
    scene: 'WEBSESSION',
    web_init_data: { out_user_id: outUserId, organization_id: organizationId },
  });
  return { organizationId, token: String(answer.json['token']) };
};

const enrolment = {
  outUserId: 'stu-000001',
  organizationName: '第一小学',
  name: '张三',
  phone: '13800138000',
  identityNumber: '11010119900307457X',
  className: '三年二班',
};

describe('the mini programs', () => {
  test('ids have the shapes of k12-wire §2', async () => {
    const pupil = await signUp(createEmulatedWorld(), 'stu-000001');
    expect(pupil.organizationId).toMatch(/^O[0-9A-F]{6}Z[0-9a-f]{10}$/);
    expect(pupil.userId).toMatch(/^FU[0-9A-F]{6}Z[0-9a-f]{9}$/);
    expect(pupil.contractId).toMatch(/^CI[0-9A-F]{6}Z[0-9a-f]{9}$/);
  });

  test.each([
    ['无法创建用户', '手机号少于11位', { phone: '1380013800' }],
    ['网络异常', '手机号不合法', { phone: '1380013800x' }],
    ['网络异常', '证件号长度应大于7位', { identityNumber: '1234567' }],
    ['系统繁忙', '身份证信息格式有误', { identityNumber: '1101 0119 9003' }],
    ['无法创建用户', '班级信息有误', { className: ' ' }],
    ['无法创建用户', '学校名称与机构不一致', { organizationName: '第一小' }],
    ['网络异常', 'out_user_id长度应大于5位', { outUserId: 'stu-1' }],
    ['登录态过期', '一个用户对应一个授权凭证，请重新获取', { outUserId: 'stu-000002' }, 409],
    ['系统繁忙', 'token等参数传错', { token: 'nobody' }],
    ['拍照无反应', '苹果手机小程序未打开摄像头', { camera: 'ios-off' }],
    ['拍照无反应', '安卓手机未将相机授权微信', { camera: 'android-off' }],
  ])(
    'BAD-63, BAD-64, FAQ 1.12, FAQ 1.13, FAQ 1.15: enrol refuses with %s, %s',
    async (title, message, change, status = 400) => {
      const world = createEmulatedWorld();
      const { token } = await issueToken(world);
      const answer = await world.client.control('POST', '/mini-programs/enrol', { ...enrolment, token, ...change });
      expect([answer.status, answer.json['title'], answer.json['message']]).toEqual([status, title, message]);
    },
  );

  test('INV-43, BAD-64: a token lives five minutes', async () => {
    const world = createEmulatedWorld();
    const { token } = await issueToken(world);
    await world.pass(300_000);
    expect((await world.client.control('POST', '/mini-programs/enrol', { ...enrolment, token })).status).toBe(200);
    await world.pass(1000);
    const late = await world.client.control('POST', '/mini-programs/sign', { token, openid: 'o1', name: '家长' });
    expect(late.json).toMatchObject({ title: '无法创建用户', message: 'token超过5分钟' });
  });

  test('BAD-64, FAQ 1.23: one WeChat account cannot sign two users of one name', async () => {
    const world = createEmulatedWorld();
    await signUp(world, 'stu-000001', { openid: 'o1', name: '张三' });
    await signUp(world, 'stu-000002', { openid: 'o1', name: '李四' });
    const { token } = await issueToken(world, 'stu-000003');
    await world.client.control('POST', '/mini-programs/enrol', { ...enrolment, outUserId: 'stu-000003', token });
    const answer = await world.client.control('POST', '/mini-programs/sign', { token, openid: 'o1', name: '家长' });
    expect(answer.json).toMatchObject({ message: '同一个微信无法签约同名用户' });
  });

  test('a presign token does not open the collect program, nor an ordinary one the card-bound signing', async () => {
    const world = createEmulatedWorld();
    const { token } = await issueToken(world);
    const answer = await world.client.control('POST', '/mini-programs/sign', {
      presignToken: token,
      openid: 'o1',
      name: '家长',
    });
    expect(answer.json).toMatchObject({ message: '类型与跳转链接不一致' });
  });
});

describe('face user and contract', () => {
  test('the user query: name encrypted for the merchant, four axes; patch changes, 204', async () => {
    const world = createEmulatedWorld();
    const { client, keys } = world;
    const pupil = await signUp(world, 'stu-000001', { name: '张三' });
    const path = `/v3/offlinefacemch/organizations/${pupil.organizationId}/users/out-user-id/stu-000001`;
    const before = await client.call('GET', path);
    expect(client.decrypt(before.json['user_name'])).toBe('张三');
    expect(before.json).toMatchObject({
      user_id: pupil.userId,
      status: 'NORMAL',
      contract_state: 'CONTRACTED',
      face_image_ok: true,
      contract_id: pupil.contractId,
      student_info: { class_name: '三年二班' },
    });
    const patch = { user_name: client.encrypt('张三丰'), student_info: { class_name: '四年二班' }, status: 'DISABLED' };
    const patched = await client.call('PATCH', path, patch, { serial: keys.publicKey.id });
    expect([patched.status, patched.text, client.verifies(patched)]).toEqual([204, '', true]);
    const after = await client.call('GET', path);
    expect(client.decrypt(after.json['user_name'])).toBe('张三丰');
    expect(after.json).toMatchObject({ status: 'DISABLED', student_info: { class_name: '四年二班' } });
    expect((await client.call('PATCH', path, patch)).json).toMatchObject({ code: 'PARAM_ERROR' });
    expect((await client.call('GET', `${path}9`)).status).toBe(404);
  });

  test('terminate: 204, then 400 PARAM_ERROR; signing again is a new contract of the same user', async () => {
    const world = createEmulatedWorld();
    const { client } = world;
    const pupil = await signUp(world, 'stu-000001');
    const path = `/v3/offlinefacemch/organizations/${pupil.organizationId}/users/user-id/${pupil.userId}/terminate-contract`;
    expect((await client.call('POST', path)).status).toBe(204);
    const second = await client.call('POST', path, {});
    expect([second.status, second.json['code']]).toEqual([400, 'PARAM_ERROR']);
    const again = await signUp(world, 'stu-000001');
    expect(again.userId).toBe(pupil.userId);
    expect(again.contractId).not.toBe(pupil.contractId);
    const old = await client.call('GET', `/v3/offlineface/contracts/${pupil.contractId}?appid=wx1`);
    expect(old.json).toMatchObject({
      contract_state: 'TERMINATED',
      contract_terminated_time: '2026-09-07T12:00:00+08:00',
      contract_mode: 'LIMIT_NONE',
      openid: pupil.openid,
      user_id: pupil.userId,
    });
  });
});

describe('authinfo and faces', () => {
  test('an authinfo loads the faces of its organization for 36 hours; the terminated drop out', async () => {
    const world = createEmulatedWorld();
    const { client, keys } = world;
    const [first, second] = [await signUp(world, 'stu-000001'), await signUp(world, 'stu-000002')];
    const issued = await client.call('POST', '/v3/offlineface/authinfo', {
      sp_appid: keys.appid,
      sub_mchid: keys.subMchid,
      device_id: 'D1',
      raw_data: 'abc+/=',
      organization_id: first.organizationId,
    });
    expect(issued.json['expires_in']).toBe(3600);
    const headers = { authorization: `Bearer ${String(issued.json['authinfo'])}` };
    const faces = () => client.control('GET', `/faces?organizationId=${first.organizationId}`, undefined, headers);
    expect((await faces()).json).toMatchObject({
      faces: [
        {
          userId: first.userId,
          outUserId: 'stu-000001',
          status: 'NORMAL',
          phoneTail: '8000',
          payerOpenid: first.openid,
        },
        { userId: second.userId },
      ],
    });
    await client.control('POST', `/users/${second.userId}/terminate`);
    await world.pass(36 * 3_600_000 - 1);
    expect(JSON.stringify((await faces()).json)).not.toContain(second.userId);
    await world.pass(1);
    expect((await faces()).status).toBe(401);
    expect((await client.control('GET', '/faces')).status).toBe(401);
  });
});
