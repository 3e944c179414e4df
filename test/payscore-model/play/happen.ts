import { day, second } from '../model/beijing.ts';
import { authorisedOpenid } from '../model/request.ts';
import type { CallName } from '../table/table.ts';
import type { Player } from './player.ts';
import { numbered } from './wechat-side.ts';

/** What the user, the deduction engine and time do. */
export const happen = async (player: Player, call: CallName): Promise<void> => happenings[call]?.(player);

const orderOf = ({ number }: Player): string => `payscore/orders/${numbered(number)}`;
const ends = async (player: Player, script: 'ok' | 'never'): Promise<void> => {
  await player.wechat.control(`payscore/users/${authorisedOpenid}`, { script: { type: script } });
  if (player.reference.state === 'to pay') await nextOfEngine(player);
  await nextOfEngine(player);
};
const happenings: Partial<Readonly<Record<CallName, (player: Player) => Promise<void>>>> = {
  'user confirms': (player) => player.wechat.control(`${orderOf(player)}/confirm`, { openid: authorisedOpenid }),
  'user pays': (player) => player.wechat.control(`${orderOf(player)}/pay`, {}),
  'deduction begins': (player) => nextOfEngine(player),
  'deduction succeeds': (player) => ends(player, 'ok'),
  'deduction fails': (player) => ends(player, 'never'),
  '30 days pass': ({ wechat }) => wechat.pass(30 * day + second),
};

/** An attempt begins, or ends. */
async function nextOfEngine({ wechat }: Player): Promise<void> {
  const dueAt = wechat.emulator.dueAt();
  if (dueAt !== undefined) await wechat.pass(Math.max(0, dueAt - wechat.now()));
}
