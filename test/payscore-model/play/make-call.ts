import { isDeepStrictEqual } from 'node:util';
import type { PayscoreOrderNo } from '@facepay/domain';
import type { Outcome } from '../table/cell.ts';
import type { Move } from '../model/move.ts';
import { after } from '../model/reference-order.ts';
import type { Request } from '../model/request.ts';
import { wireBody } from '../model/wire-body.ts';
import { wireWords } from '../table/words.ts';
import { differs } from './difference.ts';
import { ask, begin, type Decided, hear } from './domain-order.ts';
import type { Player } from './player.ts';
import { refusalsOf } from './refusal-of.ts';
import { answered, notifyUrl, numbered } from './wechat-side.ts';
import { wishOf } from './wish-of.ts';

type Called = Move & { readonly request: Request };

/** Makes one call on all three, and holds the answers against the table. */
export const makeCall = async (player: Player, move: Called): Promise<void> => {
  const { wechat, rules, reference, decide } = player;
  const { request } = move;
  if (request.type === 'create' && reference.state === 'none') player.confirms = request.confirm;
  const no = numbered(player.number);
  const body = wechat.payscore(player.confirms).prepare(wishOf(request, no, notifyUrl));
  checkBody(player, request, no, body);
  const decided = ask(player.domain, { no, request, body, notifyUrl, rules, at: wechat.now(), decide });
  checkDecided(player, move, decided, body);
  if (decided.type === 'refuses')
    for (const refusal of refusalsOf(decided.rejection)) player.tally.see(`domain refuses: ${refusal}`);
  if (decided.type === 'asks') player.domain = begin(decided.order, wechat.now());
  await exchange(player, move, body, decided.type === 'asks');
  if (request.type === 'create' && player.reference.state === 'none') forget(player);
};

/** What had to wait for a deduction to end: the stored bytes, once more (INV-80). */
export const makeAgain = async (player: Player, move: Called): Promise<void> => {
  const { domain, wechat } = player;
  if (domain?.asked === undefined) throw differs('domain', 'the call that waits', move.call, undefined);
  player.domain = begin(domain, wechat.now());
  await exchange(player, move, domain.asked.body, true);
};

const exchange = async (player: Player, move: Called, body: string, isAsked: boolean): Promise<void> => {
  const { wechat, rules, reference } = player;
  const { call, request } = move;
  const at = wechat.now();
  const sent = wechat.payscore(player.confirms).send({ no: numbered(player.number) }, request.type, body);
  const answer = await answered(sent);
  const outcome = heardOnWire(player, move);
  player.tally.see(`${call} @ ${reference.state}: ${outcome.type}`);
  if (outcome.type === 'no') player.tally.see(`wire refuses: ${call} @ ${reference.state}`);
  player.reference = after(reference, outcome, request, at);
  if (!isAsked || player.domain === undefined) return;
  player.domain = hear(player.domain, 'RecordPayscoreAnswer', { answer, at, rules });
  const waits = answer.type === 'PayscoreBeingCharged';
  player.pending = waits ? { call, request } : undefined;
  if (waits && request.type === 'sync') player.reference = { ...player.reference, outside: true };
};

/** The number lapses. */
const forget = (player: Player): void => {
  player.number += 1;
  player.domain = undefined;
};

/** Byte for byte what the documents name, in whatever order (§4, §5). */
const checkBody = (player: Player, request: Request, no: PayscoreOrderNo, body: string): void => {
  const expected = wireBody(request, no, player.profile, player.wechat.merchant(player.confirms));
  const actual: unknown = JSON.parse(body);
  if (!isDeepStrictEqual(actual, JSON.parse(JSON.stringify(expected))))
    throw differs('adapter', 'body', expected, actual);
};

const checkDecided = (player: Player, { cell, call }: Called, decided: Decided, body: string): void => {
  const fits = cell.ours.some((ours) => {
    if (ours.type === 'refuses' && decided.type === 'refuses')
      return refusalsOf(decided.rejection).some((refusal) => ours.refusals.includes(refusal));
    return ours.type === decided.type;
  });
  const what = `${call} @ ${player.reference.state}`;
  if (!fits) throw differs('domain', what, cell.ours, decided.type === 'refuses' ? decided.rejection : decided.type);
  if (decided.type !== 'asks') return;
  const kept = decided.order.asked?.body;
  if (kept !== body) throw differs('domain', `${what}, stored bytes`, body, kept);
};

/** Which outcome of the cell WeChat gave. */
const heardOnWire = ({ wechat, reference, profile }: Player, { cell, call }: Called): Outcome => {
  const { status, body } = wechat.seen();
  const code = typeof body['code'] === 'string' ? body['code'] : '';
  const accepted = status === 200 || status === 204;
  const outcome = cell.wire.find((one) =>
    one.type === 'no'
      ? !accepted && one.refusals.some((refusal) => wireWords[refusal].includes(`${status} ${code}`))
      : accepted,
  );
  if (outcome === undefined)
    throw differs('emulator', `${call} @ ${reference.state}`, cell.wire, `${status} ${JSON.stringify(body)}`);
  const expected = profile.party === 'partner' && !call.startsWith('create') ? 204 : 200;
  if (accepted && status !== expected) throw differs('emulator', `${call}, status`, expected, status);
  return outcome;
};
