import { isSabotage, sabotageModule, sabotageNames } from '@facepay/composition';
import { pupils } from './cast/cast.ts';
import { school } from './cast/school.ts';
import { judge } from './judge/judge.ts';
import { comeToSchool } from './lunch/come-to-school.ts';
import { inParallel } from './lunch/in-parallel.ts';
import { playLunch } from './lunch/play-lunch.ts';
import { readBack } from './lunch/read-back.ts';
import { createProgress, type Progress } from './report/progress.ts';
import type { Screen } from './report/screen.ts';
import { checkedOf, summaryOf } from './report/summary.ts';
import { tableOf } from './report/table.ts';
import { scenes } from './scenes/all-scenes.ts';
import { openWorld, type World, type WorldOptions } from './world/open-world.ts';

export interface StartOptions extends Omit<WorldOptions, 'sabotage'> {
  /** Name of a planted bug (docs/sabotage.md). */
  readonly sabotage: string | undefined;
}

/** One school lunch from sign-up to the ledger; the world stays open for whoever wants to look at it. */
export const runStart = async (
  options: StartOptions,
  screen: Screen,
): Promise<{ readonly world: World; readonly problems: readonly string[] }> => {
  const progress = createProgress(screen);
  const sabotage = plantedBugs(options.sabotage, progress);
  progress.tell('starting the WeChat Pay emulator, the server, the worker and two terminals');
  const world = await openWorld({ ...options, sabotage });
  try {
    progress.tell(`\n${school.name}, lunch of ${world.day}, organization ${world.organizationId}`);
    await signUpAll(world, progress);
    const served = await playLunch(world, scenes, progress);
    const { lines, deductions } = await readBack(world, served);
    const ledger = world.emulator.emulator.ledger();
    const since = `${world.day}T11:00:00+08:00`;
    const problems = judge({ lines, deductions, ledger, since, organizationId: world.organizationId });
    screen.write(`\n${tableOf(lines, scenes, screen)}\n\n${summaryOf(lines, screen)}\n\n`);
    for (const problem of problems) screen.write(`${screen.paint('bad', `WRONG: ${problem}`)}\n`);
    if (problems.length === 0) screen.write(`${checkedOf(lines, ledger, screen)}\n`);
    return { world, problems };
  } catch (cause) {
    progress.done();
    await world.close();
    throw cause;
  }
};

const signUpAll = async (world: World, progress: Progress): Promise<void> => {
  let [done, fresh] = [0, 0];
  await inParallel(pupils, signUpsAtOnce, async (pupil) => {
    if ((await comeToSchool(world, pupil)) === 'signed') fresh += 1;
    done += 1;
    progress.count('signed up', done, pupils.length);
  });
  progress.done();
  progress.tell(`07:30  ${pupils.length} pupils signed up (${fresh} of them just now)`);
};
const signUpsAtOnce = 8;

const plantedBugs = (name: string | undefined, { tell }: Progress): WorldOptions['sabotage'] => {
  if (name === undefined || name === '') return [];
  if (!isSabotage(name)) throw new Error(`FACEPAY_SABOTAGE is one of ${sabotageNames.join(', ')}`);
  tell(`planted bug: ${name}`);
  return [sabotageModule(name)];
};
