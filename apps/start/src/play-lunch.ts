import { serveWithTries } from '@facepay/device-emulator';
import { dayOf } from '@facepay/domain';
import { pupils, type Pupil, strangerFaceSeed, school } from './cast.ts';
import type { World } from './open-world.ts';
import { type DeductionAnswer, DeductionDetail, DeductionPage, readAs } from './read-answer.ts';
import { until } from './until.ts';

/** One line of the table: what the counter showed, and what the API says became of it. */
export interface Line {
  readonly who: string;
  readonly amountFen: number;
  readonly counter: string;
  readonly expect: Pupil['expect'] | 'stranger';
  readonly deduction?: DeductionDetail;
}

interface Served {
  readonly pupil: Pupil;
  readonly amountFen: number;
  readonly counter: string;
  readonly sequence?: number;
}

/** Everybody eats; each meal is a voucher on the terminal before the counter says so. */
export const playLunch = async (world: World, told: (line: string) => void): Promise<readonly Line[]> => {
  const quiet = pupils.filter(({ expect }) => expect !== 'unknown');
  const unlucky = pupils.filter(({ expect }) => expect === 'unknown');
  const served = serve(world, quiet);
  await upload(world);
  await settled(world, served);
  told(`${served.length} meals served and uploaded`);
  // From here on WeChat's next answer is lost on its way: the money moves, and we are not told.
  await world.control('POST', '/_emulator/faults', {
    kind: 'lose-reply',
    match: { method: 'POST', pathPrefix: '/v3/offlineface/transactions' },
    count: 1,
  });
  const late = serve(world, unlucky);
  await upload(world);
  await settled(world, late);
  told('an answer was lost, the order was asked for');
  const stranger = serveWithTries(world.terminal.terminal, {
    faceSeed: strangerFaceSeed,
    amountFen: 1200,
    captureSeed: world.lunchAt % 1_000_000,
  });
  const lines = await Promise.all([...served, ...late].map((one) => lineOf(world, one)));
  return [...lines, { who: '?', amountFen: 1200, counter: stranger.type, expect: 'stranger' }];
};

const serve = ({ terminal, lunchAt }: World, eaters: readonly Pupil[]): readonly Served[] =>
  eaters.flatMap((pupil) =>
    pupil.meals.map((amountFen, meal) => {
      const { faceSeed } = pupil;
      const captureSeed = (lunchAt % 1_000_000) + meal * 10;
      const outcome = serveWithTries(terminal.terminal, {
        faceSeed,
        amountFen,
        captureSeed,
        phoneTail: pupil.phone.slice(-4),
      });
      return outcome.type === 'paid-locally'
        ? { pupil, amountFen, counter: outcome.name, sequence: outcome.sequence }
        : { pupil, amountFen, counter: outcome.type };
    }),
  );

const upload = async ({ terminal }: World): Promise<void> => {
  await until('the terminal to hand over its vouchers', async () => {
    await terminal.terminal.flush();
    return terminal.terminal.status().backlog === 0;
  });
};

const resting = new Set(['paid', 'advanced', 'repaid', 'held', 'failed', 'dead']);

const settled = async (world: World, served: readonly Served[]): Promise<void> => {
  const numbers = new Set(served.map((one) => voucherOf(one.sequence)));
  await until(
    'every sale to be decided',
    async () => {
      const mine = (await todays(world)).filter(({ voucherId }) => numbers.has(voucherId));
      return (
        mine.length >= [...numbers].filter((id) => id !== undefined).length &&
        mine.every(({ state }) => resting.has(state))
      );
    },
    60_000,
  );
};

const voucherOf = (sequence: number | undefined): string | undefined =>
  sequence === undefined ? undefined : `${school.deviceId}/1/${sequence}`;

const todays = async ({ api, organizationId, lunchAt }: World): Promise<readonly DeductionAnswer[]> => {
  const found: DeductionAnswer[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ organizationId, day: dayOf(lunchAt), pageSize: '200' });
    if (cursor !== undefined) query.set('cursor', cursor);
    const page = readAs(DeductionPage, await api('GET', `/v1/deductions?${query.toString()}`));
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

const lineOf = async (world: World, { pupil, amountFen, counter, sequence }: Served): Promise<Line> => {
  const { api, organizationId } = world;
  const base = { who: pupil.name, amountFen, counter, expect: pupil.expect };
  const one = (await todays(world)).find(({ voucherId }) => voucherId === voucherOf(sequence));
  if (one === undefined) return base;
  const detail = await api('GET', `/v1/deductions/${one.deductionId}?organizationId=${organizationId}`);
  return { ...base, deduction: readAs(DeductionDetail, detail) };
};
