import { type Person, serveWithTries } from '@facepay/device-emulator';
import type { Simulation } from '../engine/simulation.ts';
import type { CounterIndex, Decision, Op, PupilPlan, Trouble } from '../plan/plan.ts';
import type { Office } from './office.ts';
import type { CommittedRecords } from './records.ts';
import { isTrouble, playTrouble, type TroubleParts } from './troubles.ts';

export interface CanteenParts extends Omit<TroubleParts, 'sell'> {
  /** The counter has shown this voucher as paid. */
  readonly served: (deviceId: string, sequence: number) => void;
}
/** Plays the plan's ops; says when the last one is over. */
export interface Canteen {
  readonly isOver: () => boolean;
}

export const openCanteen = (parts: CanteenParts): Canteen => {
  const { simulation, office } = parts;
  const { stepper, plan } = simulation;
  let left = plan.ops.length + 2;
  const track = (what: string, work: Promise<unknown>): void => {
    work
      .catch((cause: unknown) => simulation.violate('INV-96', `${what}: ${String(cause)}`))
      .finally(() => {
        left -= 1;
      })
      .catch(() => undefined);
  };
  const signUpAll = async (): Promise<void> => {
    await office.openSchool();
    await Promise.all(plan.pupils.map((pupil) => office.signUp(pupil)));
  };
  stepper.at(0, () => track('sign-up', signUpAll()));
  stepper.at(plan.healAt, () => track('healing', heal(parts)));
  plan.ops.forEach((op, index) => stepper.at(op.at, () => track(op.type, play(parts, op, index))));
  return { isOver: () => left === 0 };
};

/** The gateway's own faults end; that no notice is ever sent is none that could heal (F-22). */
const heal = async ({ simulation, wechat }: CanteenParts): Promise<void> => {
  await wechat.control('DELETE', 'faults');
  for (const op of simulation.plan.ops)
    if (op.type === 'gateway' && op.rule.kind === 'notice-drop' && op.rule.share === 1)
      await wechat.control('POST', 'faults', op.rule);
};

const play = async (parts: CanteenParts, op: Op, index: number): Promise<void> => {
  const { simulation, wechat, office, records } = parts;
  const pupil = 'pupil' in op && op.pupil !== undefined ? simulation.plan.pupils[op.pupil] : undefined;
  simulation.note(`op ${op.type} ${pupil?.outUserId ?? ''}`);
  const sell: TroubleParts['sell'] = (who, amountFen, counter) =>
    serve(parts, index, { faceSeed: who.faceSeed, amountFen, counter }, who);
  if (isTrouble(op)) return playTrouble({ ...parts, sell }, op, index);
  switch (op.type) {
    case 'stranger':
      return serve(parts, index, { ...op, counter: 0 }, undefined);
    case 'gateway':
      return void (await wechat.control('POST', 'faults', op.rule));
    case 'operator':
      return decideAllHeld(office, records, op.decision);
    case 'sale':
    case 'terminate':
    case 'disable':
    case 'top-up':
    case 'repay':
      if (pupil !== undefined) await forPupil(parts, op, pupil, index);
  }
};

type PupilOp = Exclude<Extract<Op, { readonly pupil: number }>, Trouble>;

const forPupil = async (parts: CanteenParts, op: PupilOp, pupil: PupilPlan, index: number): Promise<void> => {
  const { simulation, office, wechat } = parts;
  for (let tries = 0; !office.isSigned(pupil); tries += 1) {
    if (tries === 200) return;
    await sleep(simulation, 10_000);
  }
  const openid = office.openidOf(pupil);
  switch (op.type) {
    case 'sale':
      return serve(
        parts,
        index,
        { faceSeed: pupil.faceSeed, amountFen: op.amountFen, counter: op.counter ?? 0 },
        pupil,
      );
    case 'terminate':
      if (op.by === 'school') return office.terminate(pupil);
      return void (await wechat.control('POST', `users/${office.userIdOf(pupil)}/terminate`));
    case 'disable':
      return void (await wechat.control('POST', `users/${office.userIdOf(pupil)}/disable`));
    case 'top-up':
      return void (await wechat.control('PUT', `payers/${openid}`, { balanceFen: op.balanceFen }));
    case 'repay':
      return void (await wechat.control('POST', `payers/${openid}/repay`, {}));
  }
};

/** Waits for a terminal that works and knows the pupil; a sale that a power cut interrupts is not rung up again. */
const serve = async (
  { simulation, counters, served }: CanteenParts,
  index: number,
  { counter, ...person }: Pick<Person, 'faceSeed' | 'amountFen'> & { readonly counter: CounterIndex },
  pupil: PupilPlan | undefined,
): Promise<void> => {
  for (let tries = 0; tries < 40; tries += 1) {
    const device = counters.at(counter);
    const terminal = device.terminal();
    if (terminal?.status().ready === true) {
      const outcome = serveWithTries(terminal, { ...person, captureSeed: 1000 * index + 10 * tries });
      simulation.note(`counter ${pupil?.outUserId ?? 'stranger'} ${person.amountFen}: ${outcome.type}`);
      const again = outcome.type === 'try-again' || (pupil !== undefined && outcome.type === 'stranger');
      if (again && tries < 8) {
        await sleep(simulation, 10_000);
        continue;
      }
      simulation.count(`counter ${outcome.type}`);
      if (outcome.type === 'paid-locally' && simulation.conditions.isCut(device.process.name, 'out'))
        simulation.count('counter sold offline');
      return outcome.type === 'paid-locally' ? served(device.deviceId, outcome.sequence) : undefined;
    }
    await sleep(simulation, 10_000);
  }
};

const decideAllHeld = async (office: Office, records: CommittedRecords, decision: Decision): Promise<void> => {
  const held = records.all('deduction').filter(({ status }) => status === 'held');
  for (const { id } of held) await office.decide(id, decision);
};

const sleep = ({ stepper }: Simulation, ms: number): Promise<void> =>
  new Promise((resolve) => stepper.after(ms, resolve));
