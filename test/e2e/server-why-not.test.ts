import { hour } from '@facepay/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';

let classroom: Classroom;
beforeEach(async () => {
  classroom = await openClassroom();
  return classroom.world.close;
});

const shown = async () => (await classroom.get(classroom.pupil.path)).json;
const codesOf = async (which: 'reasons' | 'warnings' = 'reasons'): Promise<readonly string[]> => {
  const { canPay } = (await shown()) as {
    readonly canPay: Readonly<Record<'reasons' | 'warnings', readonly { readonly code: string }[]>>;
  };
  return canPay[which].map(({ code }) => code);
};

describe('FAQ Q2 why a pupil cannot eat, over HTTP', () => {
  it('FAQ 4.4 no terminal in contact, one with faces from before the signing, one that has the face', async () => {
    const { terminal, world } = classroom;
    expect(await codesOf()).toEqual(['terminals-silent']);
    await terminal.report({ libraryAgeMs: 2 * hour });
    expect(await codesOf()).toEqual(['gallery-before-signing']);
    await world.school.pass(60_000);
    await terminal.report();
    expect(await shown()).toMatchObject({
      canPay: { ok: true, reasons: [], warnings: [] },
      terminals: { enrolled: 1, inContact: 1, ready: 1 },
    });
    await world.school.pass(36 * hour);
    expect(await codesOf()).toEqual([]); // offline for as long as its permission lives (FAQ 4.3, 5.10)
    await world.school.pass(60_000);
    expect(await codesOf()).toEqual(['terminals-silent']);
  });

  it('INV-42 one who is allowed again is turned away until a terminal has the newer deny list', async () => {
    const { terminal, pupil, call, world } = classroom;
    await terminal.report({ denyListVersion: 0 });
    must200(await call('POST', `${pupil.path}/disable`));
    expect(await codesOf()).toEqual(['blocked-by-us']);
    must200(await call('POST', `${pupil.path}/enable`));
    expect(await codesOf()).toEqual(['deny-list-not-delivered']);
    await world.school.pass(60_000);
    await terminal.report({ denyListVersion: 2 });
    expect(await codesOf()).toEqual([]);
    expect((await classroom.get('/v1/devices/device-1')).json).toMatchObject({
      seen: { at: expect.any(String), galleryAt: expect.any(String), denyListVersion: 2 },
    });
  });

  it('FAQ 5.7 INV-24 whose limit leaves how much today', async () => {
    const { terminal, pupil, call, sell, work, organization } = classroom;
    await terminal.report();
    must200(await call('PUT', `/v1/organizations/${organization}/limits`, { dayLimitFen: 3_000 }));
    must200(await call('PUT', `${pupil.path}/limits`, { singleLimitFen: 1_500, dayLimitFen: 2_000 }));
    await sell(1_200);
    await work();
    const owners = [
      { owner: 'person', singleLimitFen: 1_500, dayLimitFen: 2_000, dayLeftFen: 800 },
      { owner: 'organization', dayLimitFen: 3_000, dayLeftFen: 1_800 },
      { owner: 'platform', singleLimitFen: 10_000, dayLimitFen: 50_000, dayLeftFen: 48_800 },
    ];
    expect(await shown()).toMatchObject({
      canPay: { ok: true },
      limits: { dayLeftFen: 800, singleLimitFen: 1_500, owners },
    });
    const id = await sell(1_501);
    await work();
    const held = (await classroom.get(`/v1/deductions/${id}?organizationId=${organization}`)).json;
    expect(held).toMatchObject({
      state: 'held',
      reason: 'limit',
      reasons: [{ code: 'single-limit-person' }, { code: 'day-limit-person' }],
    });
    await sell(800);
    await work();
    expect(await codesOf()).toEqual(['day-limit-person']);
  });

  it('lists say what they did not look at', async () => {
    const { json } = await classroom.get(`/v1/organizations/${classroom.organization}/members`);
    expect(json).toMatchObject({ items: [{ canPay: { ok: true, unchecked: ['limit', 'terminal'] } }] });
  });
});
