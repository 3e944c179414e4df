import type { PayscoreEdge } from '@facepay/domain';
import { moveOf } from '../model/move.ts';
import { minute, second } from '../model/beijing.ts';
import { after } from '../model/reference-order.ts';
import type { Request } from '../model/request.ts';
import type { Sequence } from '../model/sequence.ts';
import { type CallName, cellOf } from '../table/table.ts';
import { happen } from './happen.ts';
import { look } from './look.ts';
import { makeAgain, makeCall } from './make-call.ts';
import { openPlayer, type Planted, type Player } from './player.ts';
import type { Tally } from './tally.ts';

/** Plays a sequence on the table, the domain and adapter plus emulator; throws the first `Difference`. */
export const playSequence = async ({ profile, steps }: Sequence, tally: Tally, planted?: Planted): Promise<void> => {
  const player = await openPlayer(profile, tally, planted);
  for (const { call: drawn, fen, wait } of steps) {
    await player.wechat.pass(wait * second);
    const move = moveOf(player.table, drawn, player.reference, { profile, now: player.wechat.now(), fen });
    if (move === undefined) continue;
    const { call, request, cell } = move;
    const from = player.domain?.status;
    if (request !== undefined && player.pending !== undefined) continue; // one call at a time
    if (request !== undefined) await makeCall(player, { ...move, request });
    else {
      await happen(player, call);
      tally.see(`${call} @ ${player.reference.state}: ${cell.wire[0]?.type}`);
      const [outcome = { type: 'same' as const }] = cell.wire;
      player.reference = after(player.reference, outcome, undefined, player.wechat.now());
    }
    await look(player);
    const hasMoved = cell.wire[0]?.type === 'to' && player.pending === undefined;
    if (hasMoved && from !== undefined)
      tally.see(`edge ${from} → ${player.domain?.status} by ${causeOf(call, request)}`);
    await callAgain(player);
  }
};

/** What had to wait for a deduction to end: the same bytes, three minutes later (INV-80). */
const callAgain = async (player: Player): Promise<void> => {
  const { pending, reference, wechat } = player;
  if (pending === undefined || reference.state === 'being charged') return;
  if (player.domain?.asked === undefined) {
    player.pending = undefined; // paid meanwhile: there is nothing to ask any more
    return;
  }
  await wechat.pass(3 * minute);
  const cell = cellOf(player.table, pending.call, reference.state);
  if (cell === undefined) throw new Error(`${pending.call} cannot be made @ ${reference.state}`);
  await makeAgain(player, { ...pending, cell });
  await look(player);
};

const causeOf = (call: CallName, request: Request | undefined): PayscoreEdge['by'] => {
  if (request !== undefined) return request.type;
  if (call === 'user confirms') return 'user-confirm';
  return call === '30 days pass' ? 'time' : 'payment';
};
