import { isSabotage, sabotageModule, sabotageNames } from '@facepay/composition';
import { toRfc3339 } from '@facepay/domain';
import { pupils } from './cast.ts';
import { judge } from './judge.ts';
import { openWorld, type World, type WorldOptions } from './open-world.ts';
import { playLunch } from './play-lunch.ts';
import { tableOf } from './print-table.ts';
import { signUp } from './sign-up.ts';

export interface StartOptions extends Omit<WorldOptions, 'sabotage'> {
  /** Name of a planted bug (docs/sabotage.md). */
  readonly sabotage: string | undefined;
}

/** One school lunch from sign-up to the ledger; the world stays open for whoever wants to look at it. */
export const runStart = async (
  options: StartOptions,
  say: (line: string) => void,
): Promise<{ readonly world: World; readonly problems: readonly string[] }> => {
  const world = await openWorld({ ...options, sabotage: plantedBugs(options.sabotage, say) });
  try {
    say(`lunch of ${toRfc3339(world.lunchAt).slice(0, 16)} Beijing time, organization ${world.organizationId}`);
    const signed = await Promise.all(pupils.map((pupil) => signUp(world, pupil)));
    await world.terminal.terminal.updateFaces();
    say(`${pupils.length} pupils signed up (${signed.filter((how) => how === 'signed').length} of them just now)`);
    const lines = await playLunch(world, say);
    const problems = judge(lines, world.emulator.emulator.ledger());
    say(`\n${tableOf(lines)}\n`);
    for (const problem of problems) say(`WRONG: ${problem}`);
    if (problems.length === 0) say('Every line agrees with the ledger of the WeChat Pay emulator.');
    return { world, problems };
  } catch (cause) {
    await world.close();
    throw cause;
  }
};

const plantedBugs = (name: string | undefined, say: (line: string) => void): WorldOptions['sabotage'] => {
  if (name === undefined || name === '') return [];
  if (!isSabotage(name)) throw new Error(`FACEPAY_SABOTAGE is one of ${sabotageNames.join(', ')}`);
  say(`planted bug: ${name}`);
  return [sabotageModule(name)];
};
