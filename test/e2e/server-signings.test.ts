import { minute, OutUserId, UserId } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { noticeBody, sendNotice } from '../support/server-notice.ts';
import { entryOf, must200, rosterEntry, type ServerPupil } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  return world.close;
});
interface Entry {
  readonly outUserId: string;
  readonly name?: string;
  readonly organization?: string;
  readonly school?: string;
}
const pathOf = ({ outUserId, organization = classroom.organization }: Entry): string =>
  `/v1/organizations/${organization}/members/${outUserId}`;
const enter = async (entry: Entry) =>
  must200(await classroom.call('PUT', pathOf(entry), { ...rosterEntry, name: entry.name ?? rosterEntry.name })).json;
const tokenOf = async (entry: Entry): Promise<string> =>
  String(must200(await classroom.call('POST', `${pathOf(entry)}/token`)).json['token']);
const takePhoto = async (entry: Entry) =>
  world.school.control('POST', '/mini-programs/enrol', {
    token: await tokenOf(entry),
    outUserId: entry.outUserId,
    organizationName: entry.school ?? '第一小学',
    name: entry.name ?? rosterEntry.name,
    phone: rosterEntry.phone,
    identityNumber: '11010119900307457X',
    className: rosterEntry.classOrPost,
  });
const sign = async (entry: Entry, openid: string) =>
  world.school.control('POST', '/mini-programs/sign', { token: await tokenOf(entry), openid, name: '家长' });
const sync = async (entry: Entry) => must200(await classroom.call('POST', `${pathOf(entry)}/sync`)).json;
const shown = async (entry: Entry) => (await classroom.get(pathOf(entry))).json;
const asPupil = async (entry: Entry): Promise<ServerPupil> => {
  const { userId } = await shown(entry);
  return {
    path: pathOf(entry),
    userId: must(UserId.of(String(userId))),
    outUserId: must(OutUserId.of(entry.outUserId)),
  };
};

describe('FAQ 1.22: photo and signature in whichever order', () => {
  it.each([
    ['photo first', 'pupil-71', [takePhoto, (entry: Entry) => sign(entry, 'o-71')]],
    ['signature first', 'pupil-72', [(entry: Entry) => sign(entry, 'o-72'), takePhoto]],
  ] as const)('%s: a member can pay when both are there, not before', async (_, outUserId, [one, other]) => {
    const entry = { outUserId, name: `学生${outUserId}` };
    await enter(entry);
    await one(entry);
    expect(await sync(entry)).toMatchObject({ canPay: { ok: false } });
    await other(entry);
    expect(await sync(entry)).toMatchObject({ face: 'ready', contract: { status: 'signed' } });
    const pupil = await asPupil(entry);
    must200(await classroom.terminal.upload([entryOf(await classroom.terminal.mint(pupil, 700))]));
    await classroom.work();
    const sales = `/v1/deductions?organizationId=${classroom.organization}&member=${outUserId}`;
    expect((await classroom.get(sales)).json['items']).toMatchObject([{ state: 'paid' }]);
  });
});

describe('FAQ 1.14 FAQ 1.17 FAQ 1.18: the two names of a pupil', () => {
  it("ours is chosen with the roster entry, WeChat's comes with the reading after the signing", async () => {
    const entry = { outUserId: 'chosen-by-us', name: '自选' };
    expect(await enter(entry)).not.toHaveProperty('userId');
    const { presignToken } = must200(
      await classroom.call('POST', `${pathOf(entry)}/presign`, { contractMode: 'any-card' }),
    ).json;
    const signing = { presignToken, openid: 'o-chosen', name: '家长' };
    const signed = await world.school.control('POST', '/mini-programs/sign', signing);
    expect(signed).toMatchObject({ outUserId: 'chosen-by-us' });
    const { userId, contractId } = signed;
    const notice = { user_id: userId, out_user_id: 'chosen-by-us', organization_id: classroom.organization };
    must200(await sendNotice(world, noticeBody('n-chosen', notice)));
    const due = must(await world.store.dueWork.claim('notice', world.school.now(), minute, 10)());
    for (const claimed of due) await world.useCases.applyNotice(claimed)();
    expect(await shown(entry)).toMatchObject({ outUserId: 'chosen-by-us', userId, contract: { contractId } });
  });
});

describe('FAQ 1.9: one pupil in two schools', () => {
  it('has an entry, a token and a contract in each; ending one leaves the other', async () => {
    const school = { organizationName: '第三中学' };
    const { organizationId } = await world.school.control('POST', '/organizations', school);
    const organization = String(organizationId);
    const adopted = { organizationId, subMchid: world.school.subMchid, scene: 'canteen' };
    must200(await classroom.call('POST', '/v1/organizations', adopted));
    const here = { outUserId: 'pupil-81', name: '两校' };
    const there = { ...here, organization, school: '第三中学' };
    for (const entry of [here, there]) {
      await enter(entry);
      await takePhoto(entry);
    }
    await sign(here, 'o-81');
    expect(await sync(there)).toMatchObject({ contract: { status: 'absent' } });
    await sign(there, 'o-other-account');
    const [one, other] = [await sync(here), await sync(there)];
    expect([one, other]).toMatchObject([{ contract: { status: 'signed' } }, { contract: { status: 'signed' } }]);
    expect(one['userId']).not.toBe(other['userId']);
    must200(await classroom.call('POST', `${pathOf(here)}/terminate`));
    expect(await sync(there)).toMatchObject({ contract: { status: 'signed' } });
  });
});

describe('FAQ 1.10 INV-43 INV-44: two pupils under one payer', () => {
  const [elder, younger] = [
    { outUserId: 'pupil-91', name: '王大' },
    { outUserId: 'pupil-92', name: '王二' },
  ] as const;
  it('are signed, limited, indebted and terminated each by itself', async () => {
    for (const entry of [elder, younger]) {
      await enter(entry);
      await takePhoto(entry);
      await sign(entry, 'o-wang');
    }
    const [one, other] = [await sync(elder), await sync(younger)];
    expect(one['contract']).not.toEqual(other['contract']);
    must200(await classroom.call('PUT', `${pathOf(elder)}/limits`, { dayLimitFen: 100 }));
    await world.school.control('PUT', '/payers/o-wang', { balanceFen: 0, cards: [], advanceQuota: true });
    must200(await classroom.terminal.upload([entryOf(await classroom.terminal.mint(await asPupil(younger), 900))]));
    await classroom.work();
    expect(await shown(younger)).toMatchObject({ debt: { open: true }, limits: { dayLimitFen: 50_000 } });
    expect(await shown(elder)).toMatchObject({ debt: { open: false }, limits: { dayLimitFen: 100 } });
    must200(await classroom.call('POST', `${pathOf(elder)}/terminate`));
    expect(await sync(younger)).toMatchObject({ contract: { status: 'signed' }, debt: { open: true } });
    await classroom.refused(409, 'POST', `${pathOf(younger)}/terminate`);
  });
});

describe('BAD-64 FAQ 1.23: a second pupil of one name under one WeChat account, seen before the jump', () => {
  it('is refused with 409 where we are told who is about to sign; another account, or another name, is not', async () => {
    const [first, second] = [
      { outUserId: 'pupil-95', name: '同名' },
      { outUserId: 'pupil-96', name: '同名' },
    ];
    for (const entry of [first, second]) await enter(entry);
    await takePhoto(first);
    await sign(first, 'o-same');
    await sync(first);
    for (const [move, body] of [
      ['token', {}],
      ['presign', { contractMode: 'any-card' }],
    ] as const) {
      const asked = `${pathOf(second)}/${move}`;
      const { json } = await classroom.refused(409, 'POST', asked, { body: { ...body, payerOpenid: 'o-same' } });
      expect(json).toMatchObject({ code: 'same-name-under-payer', detailZh: expect.stringContaining('同名') });
      must200(await classroom.call('POST', asked, { ...body, payerOpenid: 'o-another' }));
    }
    await enter({ ...second, name: '另名' });
    must200(await classroom.call('POST', `${pathOf(second)}/token`, { payerOpenid: 'o-same' }));
    expect(world.log()).not.toContain('o-same');
  });
  it('FAQ Q4: which account has signed is read from WeChat when it is asked for, and not kept', async () => {
    const before = await world.store.storeDigest();
    const path = pathOf({ outUserId: 'pupil-95' });
    const { contract } = await shown({ outUserId: 'pupil-95' });
    const { json } = must200(await classroom.call('GET', `${path}/payer`));
    expect({ contract }).toMatchObject({ contract: { contractId: json['contractId'] } });
    expect(json['openid']).toBe('o-same');
    await classroom.refused(409, 'GET', `${pathOf({ outUserId: 'pupil-96' })}/payer`);
    expect(await world.store.storeDigest()).toBe(before);
  });
});
