import type { StateName } from '../table/words.ts';
import { triples } from '../table/words.ts';
import { second } from '../model/beijing.ts';
import { differs } from './difference.ts';
import { hear } from './domain-order.ts';
import type { Player } from './player.ts';
import { tripleOfSaid, tripleOnWire } from './triple-of.ts';
import { answered, numbered } from './wechat-side.ts';

/** Asks WeChat how the order stands, tells the domain, and holds both against the table. */
export const look = async (player: Player): Promise<void> => {
  const { wechat, rules, reference } = player;
  const no = numbered(player.number);
  for (let looks = 0; looks < 3; looks += 1) {
    const at = wechat.now();
    const answer = await answered(wechat.payscore(player.confirms).query({ no }));
    const expected = reference.state === 'none' ? 'none' : triples[reference.state];
    const onWire = tripleOnWire(wechat.seen());
    if (onWire !== expected) throw differs('emulator', 'triple', expected, onWire);
    if (reference.state === 'none') return;
    if (player.domain === undefined) throw differs('domain', 'order', expected, undefined);
    player.domain = hear(player.domain, 'RecordPayscoreQuery', { answer, at, rules });
    if (player.pending !== undefined || player.domain.asked === undefined) break;
    await wechat.pass(80 * second); // until no request can be on its way
  }
  checkDomain(player, reference.state);
};

const checkDomain = ({ domain, reference, pending }: Player, state: StateName): void => {
  if (state === 'none' || domain?.said === undefined) throw differs('domain', 'said', state, domain?.said);
  const triple = tripleOfSaid(domain.said);
  if (triple !== triples[state]) throw differs('domain', 'triple', triples[state], triple);
  const total = reference.total ?? domain.said.total;
  if (domain.said.total !== total) throw differs('domain', 'total', total, domain.said.total);
  if (pending === undefined && domain.asked !== undefined)
    throw differs('domain', 'open call', undefined, domain.asked);
  const channels = domain.said.collection?.details.map(({ by }) => by).join() ?? '';
  const paidBy = state === 'paid' ? 'wechat' : state === 'paid outside' ? 'merchant' : '';
  if (channels !== paidBy) throw differs('domain', 'who collected', paidBy, channels);
  // Who wanted to sync was paid outside; where the deduction was faster, that much goes back (INV-77).
  const twice = state === 'paid' && reference.outside ? reference.total : undefined;
  if (domain.paidTwice?.amount !== twice) throw differs('domain', 'paid twice', twice, domain.paidTwice);
};
