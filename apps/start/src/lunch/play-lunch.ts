import type { RunningTerminal } from '@facepay/terminal';
import * as E from 'fp-ts/lib/Either.js';
import type { Progress } from '../report/progress.ts';
import type { CounterNo } from '../cast/school.ts';
import { bootCounter, handOver } from '../world/open-counter.ts';
import type { World } from '../world/open-world.ts';
import { untilSettled } from './deductions.ts';
import { actsAt, captureSeedOf } from './script.ts';
import { type Scene, type Time, times } from './scene.ts';
import { serve, type Served } from './serve.ts';

/** The scenes side by side, from breakfast to the last voucher; what the counters made of every meal, by scene. */
export const playLunch = async (
  world: World,
  scenes: readonly Scene[],
  progress: Progress,
): Promise<readonly Served[]> => {
  const total = scenes.flatMap(({ acts }) => acts).flatMap(({ meals = [] }) => meals).length;
  const served: Served[] = [];
  for (const what of ['served', 'settled']) progress.count(what, 0, total);
  for (const time of times) {
    const acts = actsAt(scenes, time);
    await world.passTo(time);
    if (time === openingTime) await Promise.all(counterNos.map((no) => bootCounter(world.counters[no])));
    for (const { act } of acts) {
      if (act.tells !== undefined) progress.tell(`${time}  ${act.tells}`);
      await act.prepare?.(world);
    }
    const connected = await keepInTouch(world);
    for (const { title, act } of acts)
      for (const meal of act.meals ?? []) {
        served.push(serve(world.counters[meal.counter], title, meal, captureSeedOf(world.day, served.length)));
        progress.count('served', served.length, total);
      }
    await settle(world, { served, connected, total }, progress);
  }
  progress.done();
  return scenes.flatMap(({ title }) => served.filter(({ scene }) => scene === title));
};

const openingTime: Time = '11:20';
const counterNos: readonly CounterNo[] = [1, 2];

/** What the terminals do by themselves twice a minute; says which of them have network. */
const keepInTouch = async ({ counters }: World): Promise<readonly CounterNo[]> => {
  const answered = await Promise.all(counterNos.map((no) => within(triesMax, () => reaches(counters[no]))));
  return counterNos.filter((_, index) => answered[index]);
};
/** On a busy machine one call may be lost; whoever has no network is silent each time. */
const triesMax = 3;
const within = async (tries: number, isDone: () => Promise<boolean>): Promise<boolean> =>
  (await isDone()) || (tries > 1 && within(tries - 1, isDone));
const reaches = async ({ terminal }: RunningTerminal): Promise<boolean> => {
  const [heartbeat, denyList] = [await terminal.sendHeartbeat(), await terminal.refreshDenyList()];
  return E.isRight(heartbeat) && E.isRight(denyList);
};

/** Whoever has network hands over what was sold; then everything handed over is waited for. */
const settle = async (
  world: World,
  of: { readonly served: readonly Served[]; readonly connected: readonly CounterNo[]; readonly total: number },
  progress: Progress,
): Promise<void> => {
  await Promise.all(of.connected.map((no) => handOver(world.counters[no])));
  const over = of.served.filter(
    ({ voucherId, meal }) => voucherId === undefined || of.connected.includes(meal.counter),
  );
  const vouchers = over.flatMap(({ voucherId }) => voucherId ?? []);
  const withoutVoucher = over.length - vouchers.length;
  await untilSettled(world, vouchers, (settled) => progress.count('settled', settled + withoutVoucher, of.total));
};
