import { minute } from '@facepay/domain';
import { transportFromHandle } from '@facepay/wechat-protocol';
import { expect, it } from 'vitest';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { noticeTarget } from '../support/server-notice.ts';
import { entryOf, must200 } from '../support/server-school.ts';

const sales = 8;

it.each([6, -6])(
  'BAD-90: the clock of a server %i min wrong: it refuses notices and is seen by its metric, all orders settle by query',
  async (minutes) => {
    let wrong: ReturnType<Classroom['world']['serverOff']> | undefined;
    const classroom = await openClassroom({
      settings: { transactionNotices: true },
      deliver: async (call) => {
        if (wrong === undefined) return { type: 'NotSent', reason: 'nobody listens yet' };
        return transportFromHandle(wrong.handle)(call);
      },
    });
    const { world, terminal, pupil, organization, work, get } = classroom;
    wrong = world.serverOff(minutes * minute);
    await world.school.control('POST', '/notify-url', { url: `http://127.0.0.1:8700${noticeTarget}` });
    const entries: string[] = [];
    for (let sale = 0; sale < sales; sale += 1) entries.push(entryOf(await terminal.mint(pupil, 1000 + sale)));
    must200(await terminal.upload(entries));
    // WeChat takes half of them and charges later, and tells of all of them by notices.
    for (let sale = 0; sale < sales / 2; sale += 1) await world.school.charge('later');
    const states = async (): Promise<readonly unknown[]> =>
      itemsOf((await get(`/v1/deductions?organizationId=${organization}&pageSize=200`)).json['items']).map(
        ({ state }) => state,
      );
    for (let round = 0; round < 60 && (await states()).some((state) => state !== 'paid'); round += 1) {
      await work();
      await world.school.pass(minute);
    }
    expect(await states()).toEqual(Array.from({ length: sales }, () => 'paid'));
    expect(await world.school.paidCount()).toBe(sales);

    const { noticesTakenIn, noticesRefused, noticesOutsideWindow } = wrong.deps.counters.values();
    expect(noticesTakenIn).toBe(0);
    expect(noticesRefused).toBeGreaterThanOrEqual(sales);
    expect(noticesOutsideWindow).toBe(noticesRefused);
    expect(world.log()).toContain('TimestampOutsideWindow');
    expect((await get('/v1/notices')).json).toEqual({ items: [] });
    await world.close();
  },
);
