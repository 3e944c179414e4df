import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200, rosterEntry } from '../support/server-school.ts';
import { tokens } from '../support/server-world.ts';

let classroom: Classroom;
const school = (): string => `/v1/organizations/${classroom.organization}`;
const member = (outUserId: string): string => `${school()}/members/${outUserId}`;
beforeAll(async () => {
  classroom = await openClassroom();
  must200(await classroom.call('PUT', member('pupil-2'), rosterEntry));
  return classroom.world.close;
});
const card = { number: '6225880000000077', holder: '王家长' };
const han = /\p{Script=Han}/u;

describe('BAD-63: what the mini programs would refuse is refused before the jump, by field and rule, in both languages', () => {
  it.each<[string, string, () => string, string, object]>([
    [
      'FAQ 1.12 a class that is none',
      'PUT',
      () => member('pupil-2'),
      'classOrPost',
      { ...rosterEntry, classOrPost: '班' },
    ],
    ['FAQ 1.13 a phone of 10 digits', 'PUT', () => member('pupil-2'), 'phone', { ...rosterEntry, phone: '1380013800' }],
    ['FAQ 1.13 an out_user_id of 5', 'PUT', () => member('pupi1'), 'outUserId', rosterEntry],
    ['FAQ 1.13 an out_user_id of 5', 'POST', () => `${member('pupi1')}/token`, 'outUserId', {}],
    ['an organization without O', 'PUT', () => '/v1/organizations/X1/members/pupil-2', 'organizationId', rosterEntry],
    [
      'FAQ 1.13 an identity number of 7',
      'POST',
      () => `${member('pupil-2')}/token`,
      'identityNumber',
      { identityNumber: '1234567' },
    ],
    [
      "another school's name",
      'POST',
      () => `${member('pupil-2')}/token`,
      'organizationName',
      { organizationName: '一小' },
    ],
    [
      'FAQ 2.3 a card mode without card',
      'POST',
      () => `${member('pupil-2')}/presign`,
      'bankCard',
      { contractMode: 'limited-card' },
    ],
    [
      'FAQ 1.13 an identity number of 7',
      'POST',
      () => `${member('pupil-2')}/presign`,
      'identityNumber',
      { contractMode: 'limited-card', bankCard: card, identityNumber: '1234567' },
    ],
  ])('%s: %s, 422', async (_, method, target, name, body) => {
    const { json } = await classroom.refused(422, method, target(), { body });
    expect(json['detailZh']).toMatch(han);
    expect(json['fields']).toEqual([{ name, rule: expect.any(String), ruleZh: expect.stringMatching(han) }]);
    expect(classroom.world.school.requestsTo('/v3/offlinefacemch/tokens')).toBe(asked());
  });
});
/** Tokens that pupil-1 has used: none was asked for since. */
const asked = (): number => 2;

describe('FAQ 1.11 INV-90: a pupil signs up by a guardian', () => {
  const { guardianConsent: _, ...withoutConsent } = rosterEntry;
  it('without the consent on record no token is asked for, with it there is one', async () => {
    must200(await classroom.call('PUT', member('pupil-3'), withoutConsent));
    for (const [move, body] of [
      ['token', undefined],
      ['presign', { contractMode: 'any-card' }],
    ] as const) {
      const { json } = await classroom.refused(409, 'POST', `${member('pupil-3')}/${move}`, { body });
      expect(json).toMatchObject({ code: 'guardian-consent-missing', detailZh: expect.stringMatching(han) });
      expect(json['detail']).toContain('14');
    }
    must200(await classroom.call('PUT', member('pupil-3'), rosterEntry));
    must200(await classroom.call('POST', `${member('pupil-3')}/token`));
  });
  it('of an age that the identity number shows none is needed, nor for staff', async () => {
    must200(await classroom.call('PUT', member('pupil-4'), withoutConsent));
    const grown = { identityNumber: '11010120080101001X' };
    must200(await classroom.call('POST', `${member('pupil-4')}/token`, grown));
    must200(
      await classroom.call('PUT', member('teacher-1'), { ...withoutConsent, userType: 'staff', classOrPost: '数学' }),
    );
    must200(await classroom.call('POST', `${member('teacher-1')}/token`));
  });
});

describe('what a token is given with', () => {
  it('INV-43 FAQ 2.4: presign says whom it serves, until when, and what the mini program is launched with', async () => {
    const body = { contractMode: 'limited-card', bankCard: card, organizationName: '第一小学' };
    const { json } = must200(await classroom.call('POST', `${member('pupil-2')}/presign`, body));
    expect(json).toEqual({
      presignToken: expect.any(String),
      expiresAt: '2026-09-07T12:05:00.000+08:00',
      launch: {
        presignToken: json['presignToken'],
        organizationId: classroom.organization,
        organizationName: '第一小学',
        outUserId: 'pupil-2',
        name: rosterEntry.name,
        phone: rosterEntry.phone,
        classOrPost: rosterEntry.classOrPost,
      },
    });
  });
  it('FAQ 1.2: each of several tokens of one pupil takes a photo, as often as wanted', async () => {
    const { school: wechat } = classroom.world;
    for (const faceSeed of [11, 12]) {
      const { json } = must200(await classroom.call('POST', `${member('pupil-2')}/token`));
      const pupil = { outUserId: 'pupil-2', organizationName: '第一小学', name: '王小明', phone: '13800138000' };
      const photo = {
        token: json['token'],
        ...pupil,
        identityNumber: '11010119900307457X',
        className: '三年二班',
        faceSeed,
      };
      expect(await wechat.control('POST', '/mini-programs/enrol', photo)).toMatchObject({ faceSeed });
    }
  });
});

describe('what a mini program says is looked up', () => {
  it('FAQ 1.12: by the words a parent reads out, by everybody with a token of ours', async () => {
    const path = `/v1/mini-program-refusals?text=${encodeURIComponent('系统繁忙')}`;
    const { json } = must200(await classroom.call('GET', path, undefined, tokens.auditor));
    expect(json['items']).toMatchObject([
      { code: 'identity-wrong', source: 'FAQ 1.12' },
      { code: 'token-unknown', remedyZh: expect.stringMatching(han) },
      { code: 'parameter-wrong' },
    ]);
  });
});
