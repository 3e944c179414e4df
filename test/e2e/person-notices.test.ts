import 'reflect-metadata';
import * as t from 'io-ts';
import { afterEach, expect, test } from 'vitest';
import { type NoticeBox, openNoticeBox } from '../support/notice-box.ts';
import { type Canteen, openCanteen } from '../support/open-canteen.ts';
import { readAs } from '../support/read-as.ts';
import { openCounter, serveMeals } from '../support/serve-meals.ts';
import type { Pupil } from '../support/sign-up.ts';
import { until } from '../support/until.ts';

const Told = t.type({
  type: t.string,
  data: t.type({ notice: t.string, outUserId: t.string, textZh: t.string, textEn: t.string, position: t.number }),
});
interface Evening {
  readonly canteen: Canteen;
  readonly box: NoticeBox;
  /** What a receiver of webhooks got for people, each by its id. */
  readonly told: () => readonly { readonly id: string; readonly notice: string; readonly text: string }[];
  readonly close: () => Promise<void>;
}
const open = async (): Promise<Evening> => {
  const box = await openNoticeBox();
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const settings = { FACEPAY_WEBHOOK_URL: box.url, FACEPAY_WEBHOOK_SECRETS: secret };
  const canteen = await openCanteen({ working: false, settings });
  return {
    canteen,
    box,
    told: () =>
      box.notices().flatMap(({ headers, body }) => {
        const event: unknown = JSON.parse(body);
        if (!t.type({ type: t.literal('PersonNotified') }).is(event)) return [];
        const { notice, textZh, textEn } = readAs(Told, event).data;
        return [{ id: headers['webhook-id'] ?? '', notice, text: `${textZh} ${textEn}` }];
      }),
    close: async () => {
      await canteen.close();
      await box.close();
    },
  };
};
let evening: Evening;
afterEach(() => evening.close());

/** On the emulator's clock, which ours follows. */
const setClock = async ({ canteen }: Evening, time: string): Promise<void> => {
  const now = Date.parse(`${time}+08:00`);
  await canteen.control('POST', '/_emulator/clock', { now: new Date(now).toISOString() });
  await until('our clock follows', async () => Math.abs(canteen.composed.ports.clock.now() - now) < 60_000);
};
const mealOf = async ({ canteen }: Evening, pupil: Pupil, amountFen: number): Promise<void> => {
  const counter = await openCounter(canteen, `d-${amountFen}`);
  await serveMeals(canteen, counter, [{ pupil, amountFen }]);
  await canteen.work();
};
const poor = ({ canteen }: Evening, pupil: Pupil, advanceQuota: boolean): Promise<unknown> =>
  canteen.control('PUT', `/_emulator/payers/${pupil.openid}`, { balanceFen: 0, cards: [], advanceQuota });

test('FAQ Q2, INV-15, INV-88 parents hear of a delayed deduction and of an advance, once, over the webhook, by id and amount', async () => {
  evening = await open();
  const { canteen, told, box } = evening;
  await setClock(evening, '2027-03-01T11:40:00');
  const [late, lent] = [await canteen.signUp(1), await canteen.signUp(2)];
  await poor(evening, late, false);
  await poor(evening, lent, true);
  await mealOf(evening, late, 1205);
  await mealOf(evening, lent, 900);
  await until('both are told', async () => {
    await canteen.work();
    return told().length === 2;
  });
  await canteen.work();
  expect(
    told()
      .map(({ notice }) => notice)
      .toSorted(),
  ).toEqual(['advance-made', 'deduction-delayed']);
  const delayed = told().find(({ notice }) => notice === 'deduction-delayed');
  expect(delayed?.text).toContain('订单延迟扣款');
  expect(delayed?.text).toContain('12.05');
  const everything = box
    .notices()
    .map(({ body }) => body)
    .join('\n');
  expect(everything).not.toContain('欠款');
  for (const personal of ['学生1', '13800000001']) expect(everything).not.toContain(personal);
});

test('FAQ Q2 in the quiet hours nothing is told; after them, once, by whichever worker is up', async () => {
  evening = await open();
  const { canteen, told } = evening;
  await setClock(evening, '2027-03-01T19:40:00');
  const pupil = await canteen.signUp(3);
  await poor(evening, pupil, false);
  await setClock(evening, '2027-03-01T21:30:00');
  await mealOf(evening, pupil, 800);
  for (let rounds = 0; rounds < 3; rounds += 1) await canteen.work();
  expect(told()).toEqual([]);
  await setClock(evening, '2027-03-02T07:00:30');
  await until('it is told in the morning', async () => {
    await canteen.work(); // a worker of its own each time: nothing is in memory
    return told().length === 1;
  });
  await canteen.work();
  expect(told().map(({ notice }) => notice)).toEqual(['deduction-delayed']);
});
