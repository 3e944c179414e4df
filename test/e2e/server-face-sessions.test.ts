import type { FaceWorld } from '@facepay/conformance';
import { PayscoreOrderNo } from '@facepay/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUseCases } from '@facepay/composition';
import { createHandle } from '@facepay/server';
import { openFaceTerminal } from '../support/face-terminal.ts';
import { callServer } from '../support/server-call.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';
import { must, tokens } from '../support/server-world.ts';

let classroom: Classroom;
let terminal: FaceWorld;
beforeAll(async () => {
  classroom = await openClassroom();
  terminal = openFaceTerminal(classroom.world.school);
  must(await terminal.device.initialise()());
});
afterAll(() => classroom.world.close());

const store = { deviceId: 'V1', storeId: 'IMG001', storeName: '爱马哥南山店' };
const authinfo = async (): Promise<string> => {
  const rawData = must(await terminal.device.rawData()());
  return String(must200(await classroom.call('POST', '/v1/face/authinfo', { ...store, rawData })).json['authinfo']);
};
const recognise = async (askUnionId: boolean): Promise<string> => {
  await terminal.show({ known: 'authorised' });
  const [orderNo, { serviceId }] = [must(PayscoreOrderNo.of('A-1')), terminal];
  const request = { orderNo, signUpNo: 'S-1', serviceId, askUnionId, authinfo: await authinfo() };
  const told = await terminal.device.payscoreStatus(request)();
  if (told.type !== 'Identified' || told.faceSid === undefined) throw new Error(told.type);
  return told.faceSid;
};
const unionIdOf = (faceSid: string, token = tokens.auditor) =>
  classroom.call('GET', `/v1/face/sessions/${encodeURIComponent(faceSid)}/unionid`, undefined, token);

describe('an online face terminal and our server before the emulated WeChat', () => {
  it('raw data → authinfo → recognition → UnionID', async () => {
    expect(must200(await unionIdOf(await recognise(true))).json).toEqual({ unionId: 'uo-face-authorised' });
  });

  it('without ask_unionid WeChat refuses; an unknown face_sid, or one that is over, is not found', async () => {
    expect((await unionIdOf(await recognise(false))).json).toMatchObject({ code: 'wechat-refused' });
    expect((await unionIdOf('never0seen')).json).toMatchObject({ status: 404, code: 'not-found' });
    const faceSid = await recognise(true);
    await classroom.world.school.pass(3_600_000);
    expect((await unionIdOf(faceSid)).json).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('raw data of another device, or too old, gets WeChat’s refusal and nothing is kept', async () => {
    const rawData = must(await terminal.device.rawData()());
    const refused = (body: object) => classroom.refused(409, 'POST', '/v1/face/authinfo', { body });
    expect((await refused({ ...store, deviceId: 'V2', rawData })).json).toMatchObject({
      code: 'wechat-refused',
      wechat: { code: 'ERROR', message: '无效的RawData数据' },
    });
    await classroom.world.school.pass(3_600_000);
    expect((await refused({ ...store, storeId: 'IMG002', rawData })).json).toMatchObject({ code: 'wechat-refused' });
  });

  it('INV-92: it is the merchant’s: a token of one organization has no part in it, an auditor asks for nothing new', async () => {
    const rawData = must(await terminal.device.rawData()());
    const body = { ...store, rawData };
    const refused = (token: string) => classroom.refused(403, 'POST', '/v1/face/authinfo', { token, body });
    expect((await refused(tokens.boundAdmin)).json).toMatchObject({ code: 'token-bound' });
    expect((await refused(tokens.auditor)).json).toMatchObject({ code: 'role-lacking' });
    expect((await unionIdOf('never0seen', tokens.boundAdmin)).json).toMatchObject({ status: 403, code: 'token-bound' });
  });

  it.each([
    ['deviceId', 'a b'],
    ['storeId', 'x'.repeat(33)],
    ['storeName', '南\u001b山'],
    ['rawData', 'x'.repeat(2049)],
    ['attach', ''],
    ['anew', 'yes'],
    ['more', 1],
  ])('BAD-77: "%s" as it must not be is refused before anything is asked', async (name, value) => {
    const { json } = await classroom.refused(422, 'POST', '/v1/face/authinfo', {
      body: { ...store, rawData: 'cmF3', [name]: value },
    });
    expect(json).toMatchObject({ code: 'shape-wrong', fields: [{ name }] });
  });

  it.each(['%00', '%2E%2E', '%E5%90%8D', 'x'.repeat(129)])('BAD-78: the face_sid "%s" reaches nobody', async (sid) => {
    const asked = classroom.world.school.requestsTo(`/v3/facemch/users/${sid}`);
    const { status } = await callServer(classroom.world, 'GET', `/v1/face/sessions/${sid}/unionid`, {
      token: tokens.admin,
    });
    expect([400, 404, 422]).toContain(status);
    expect(classroom.world.school.requestsTo(`/v3/facemch/users/${sid}`)).toBe(asked);
  });

  it('INV-88: neither raw data nor permission nor UnionID is logged', async () => {
    const rawData = must(await terminal.device.rawData()());
    const granted = await authinfo();
    await unionIdOf(await recognise(true));
    for (const secret of [rawData, granted, 'uo-face-authorised']) expect(classroom.world.log()).not.toContain(secret);
  });

  it('without the settings for it the routes say so', async () => {
    const { face: _, ...ports } = classroom.world.ports;
    const handle = createHandle({ ...classroom.world.deps, useCases: createUseCases(ports) });
    const body = { ...store, rawData: 'cmF3' };
    for (const [method, target, said] of [
      ['POST', '/v1/face/authinfo', { token: tokens.admin, body }],
      ['GET', '/v1/face/sessions/abc/unionid', { token: tokens.admin }],
    ] as const) {
      const { json } = await callServer({ handle }, method, target, said);
      expect(json).toMatchObject({ status: 404, code: 'face-not-configured' });
    }
  });
});
