import { type AlarmId, type NoticeSubject, type OrganizationId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { openSchool, pupil, right, school } from '../test/school.ts';
import { acknowledgeAlarm } from './acknowledge-alarm.ts';
import { relayEvents } from './relay-events.ts';

const aboutStranger: NoticeSubject = { type: 'UserState', organization: school, outUserId: `${pupil}x` as never };
type School = Awaited<ReturnType<typeof openSchool>>;
const alarms = async ({ store }: School) => right(await store.reads.page('alarm', {}, 10)()).items;
const relay = ({ deps, store }: School, notify: () => E.Either<{ type: 'NotifyFailed'; reason: string }, void>) =>
  relayEvents({ ...deps, eventLog: store.eventLog, notifier: { notify: () => async () => notify() } })('w1')();
const told = () => E.right(undefined);

/** A school with one alarm: an authentic notice about nobody of ours. */
const alarmed = async () => {
  const world = await openSchool({ decideTwice: true });
  await world.notice('n1', aboutStranger);
  await world.applyNotices();
  return world;
};

describe('alarms', () => {
  test('an alarming event is listed when it is relayed, and nothing else is', async () => {
    const world = await alarmed();
    expect(await alarms(world)).toEqual([]);
    right(await relay(world, told));
    expect(await alarms(world)).toEqual([
      {
        id: expect.stringMatching(/^a\d{12}$/u),
        organization: expect.any(String),
        subject: { kind: 'notice', id: 'n1' },
        type: 'NoticeQuarantined',
        reason: 'unknown-member',
        at: world.now(),
      },
    ]);
  });

  test('it is listed even while nobody can be told, and once however often it is relayed', async () => {
    const world = await alarmed();
    const away = { type: 'NotifyFailed', reason: 'webhook is away' } as const;
    for (let n = 0; n < 3; n += 1) expect(await relay(world, () => E.left(away))).toEqual(E.left(away));
    expect(await alarms(world)).toHaveLength(1);
    right(await relay(world, told));
    expect(await alarms(world)).toHaveLength(1);
  });

  test('the first acknowledgement stands, through repeats and through a relay that comes again', async () => {
    const world = await alarmed();
    const away = { type: 'NotifyFailed', reason: 'webhook is away' } as const;
    await relay(world, () => E.left(away));
    const [alarm] = await alarms(world);
    const id = alarm?.id ?? ('' as AlarmId);
    const seen = right(await acknowledgeAlarm(world.deps)(id, { by: 'operator-1', organization: undefined })());
    expect(seen).toEqual({ ...alarm, acknowledged: { at: world.now(), by: 'operator-1' } });
    world.pass(1_000);
    expect(await acknowledgeAlarm(world.deps)(id, { by: 'operator-2', organization: undefined })()).toEqual(
      E.right(seen),
    );
    right(await relay(world, told));
    expect(await alarms(world)).toEqual([seen]);
  });

  test('INV-92 an alarm that is not there and one of another tenant are the same to a bound token', async () => {
    const world = await alarmed();
    right(await relay(world, told));
    const [alarm] = await alarms(world);
    const id = alarm?.id ?? ('' as AlarmId);
    const other = { by: 'operator-1', organization: 'O9' as OrganizationId };
    const unknown = E.left({ type: 'AlarmUnknown' });
    expect(await acknowledgeAlarm(world.deps)(id, other)()).toEqual(unknown);
    expect(await acknowledgeAlarm(world.deps)('a000000000999' as AlarmId, other)()).toEqual(unknown);
    expect(await alarms(world)).toEqual([alarm]);
  });
});
