import { Fen, OutUserId, UserId } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { entryOf, must200, rosterEntry, type ServerPupil } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  return world.close;
});
const card = { number: '6225880000000077', holder: '王家长', validThrough: '09/29', phone: '13700137000' };

/** Signed by a card, or by none; the phone given with it may be wrong. */
const signByCard = async (name: string, contractMode: string, phone: 'right' | 'wrong'): Promise<ServerPupil> => {
  const outUserId = must(OutUserId.of(name));
  const path = `/v1/organizations/${classroom.organization}/members/${name}`;
  must200(await classroom.call('PUT', path, rosterEntry));
  const { token } = must200(await classroom.call('POST', `${path}/token`)).json;
  const userId = must(UserId.of(await world.school.enrol(String(token), outUserId)));
  const terms = contractMode === 'any-card' ? { contractMode } : { contractMode, bankCard: card };
  const { presignToken } = must200(await classroom.call('POST', `${path}/presign`, terms)).json;
  await world.school.signWithCard(String(presignToken), outUserId, phone);
  must200(await classroom.call('POST', `${path}/sync`));
  return { outUserId, userId, path };
};
/** One meal of a payer whose cards and balance are empty. */
const mealWithoutMoney = async (pupil: ServerPupil): Promise<string> => {
  await world.school.fund(pupil.outUserId, must(Fen.of(0)), true);
  must200(await classroom.terminal.upload([entryOf(await classroom.terminal.mint(pupil, 900))]));
  await classroom.work();
  const path = `/v1/deductions?organizationId=${classroom.organization}&member=${pupil.outUserId}`;
  const { items } = (await classroom.get(path)).json;
  return Array.isArray(items) ? String(items[0]?.state) : '';
};

describe('FAQ 2.5: what a contract mode means, seen on the member and at the meal', () => {
  it.each([
    ['limited-card', 'right', 'limited-card', 'provider', '指定卡', 'failed'],
    ['preferred-card', 'right', 'preferred-card', 'provider', '优先卡', 'failed'],
    ['preferred-card', 'wrong', 'any-card', 'payer', '降级', 'advanced'],
    ['any-card', 'right', 'any-card', 'payer', '任意卡', 'advanced'],
  ] as const)('%s with a %s phone is in force as %s', async (mode, phone, effectiveMode, cardFrom, words, meal) => {
    const pupil = await signByCard(`pupil-${mode}-${phone}`, mode, phone);
    const free = effectiveMode === 'any-card';
    expect((await classroom.get(pupil.path)).json['contract']).toMatchObject({
      status: 'signed',
      mode,
      cardFrom,
      effectiveMode,
      downgraded: mode !== effectiveMode,
      means: { rotatesCards: free, mayBeAdvanced: free, textZh: expect.stringContaining(words) },
      signedAt: expect.stringMatching(/\+08:00$/u),
    });
    expect(await mealWithoutMoney(pupil)).toBe(meal);
  });

  it('FAQ 2.3: a limited card whose phone is wrong is not signed at all', async () => {
    await expect(signByCard('pupil-wrong', 'limited-card', 'wrong')).rejects.toThrow(/银行预留手机号有误/u);
  });
});
