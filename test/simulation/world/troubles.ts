import { playAttack } from '../hostile/play-attack.ts';
import type { Raid } from '../hostile/raid.ts';
import type { Decision, Op, Trouble } from '../plan/plan.ts';
import { type DisturbanceParts, isDisturbance, playDisturbance } from './disturbances.ts';
import type { CommittedRecords } from './records.ts';

export interface TroubleParts extends DisturbanceParts {
  readonly records: CommittedRecords;
  readonly raid: Raid;
}

export const isTrouble = (op: Op): op is Trouble & Op => kinds.has(op.type) || isDisturbance(op);
const kinds: ReadonlySet<string> = new Set<Trouble['type']>([
  'offline',
  'clock',
  'clone',
  'power-cut',
  'restore',
  'block',
  'limits',
  'roster',
  'presign',
  'two-operators',
  'hostile',
]);

export const playTrouble = async (parts: TroubleParts, op: Trouble & Op, index: number): Promise<void> => {
  const { simulation, office, counters } = parts;
  const { conditions, plan, stepper } = simulation;
  const pupil = 'pupil' in op && op.pupil !== undefined ? plan.pupils[op.pupil] : undefined;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => stepper.after(ms, resolve));
  const isReady = (): boolean => pupil === undefined || office.isSigned(pupil);
  for (let tries = 0; !isReady(); tries += 1) {
    if (tries === 200) return;
    await sleep(10_000);
  }
  if (isDisturbance(op)) return playDisturbance(parts, op);
  switch (op.type) {
    case 'offline':
      conditions.cut(counters.at(op.counter).process.name, op.forMs);
      break;
    case 'clock':
      conditions.setClock(op.process, op, op.forMs);
      for (const { process } of counters.all()) if (process.name === op.process) process.crash();
      break;
    case 'power-cut':
      counters.at(op.counter).loosenPlug();
      break;
    case 'clone':
      return counters.clone();
    case 'restore':
      return restore(parts, op, sleep);
    case 'block':
      if (pupil === undefined) return;
      await office.block(pupil);
      if (op.forMs === undefined) break;
      await sleep(op.forMs);
      await office.unblock(pupil);
      break;
    case 'limits':
      await office.limit(pupil, op.dayLimitFen);
      break;
    case 'roster':
      if (pupil !== undefined) await office.correct({ ...pupil, phone: op.phone });
      break;
    case 'presign':
      if (pupil !== undefined) await office.presign(pupil);
      break;
    case 'two-operators':
      return decideTwice(parts, op.decisions);
    case 'hostile':
      simulation.count(`trouble hostile ${op.attack}`);
      return playAttack(parts.raid, op.attack, index);
  }
  simulation.count(`trouble ${op.type}${op.type === 'clock' ? ` ${op.process}` : ''}`);
};

/** What was not handed over yet would be lost with the disk, so the technician waits for an empty queue. */
const restore = async (
  { simulation, counters }: TroubleParts,
  op: Extract<Trouble, { type: 'restore' }>,
  sleep: (ms: number) => Promise<void>,
): Promise<void> => {
  const box = counters.at(op.counter);
  const image = box.takeImage();
  await sleep(op.afterMs);
  for (let tries = 0; box.backlog() > 0; tries += 1) {
    if (tries === 100) return;
    await sleep(5000);
  }
  box.putImage(image);
  simulation.count('trouble restore');
};

/** BAD-58: who comes second is told so. BAD-81: one call twice at once is one. The request oracle judges the answers. */
const decideTwice = async (
  { simulation, office, records }: TroubleParts,
  [first, second]: readonly [Decision, Decision],
): Promise<void> => {
  const held = records.all('deduction').filter(({ status }) => status === 'held');
  for (const [index, { id }] of held.entries()) {
    if (index % 2 === 0) {
      simulation.count('trouble two operators');
      await Promise.all([office.decide(id, first), office.decide(id, second)]);
    } else {
      simulation.count('trouble one key twice');
      await Promise.all([office.decide(id, first, `twice-${id}`), office.decide(id, first, `twice-${id}`)]);
    }
  }
};
