import { again, type Cell, moves, pastOr, refused, refusedByWechat, type Row } from './cell.ts';
import { nowhere } from './ending-calls.ts';
import type { Refusal, StateName } from './words.ts';

/** A completion that would be legal in service, anywhere else; after one completion each other body is refused (§6, §8). */
const completedOnce = (...also: readonly Refusal[]) => ({
  ...nowhere(...also),
  'to pay': refused('mismatch', ...also),
  'being charged': refused('mismatch', 'charging', ...also),
  paid: refused('done', 'mismatch', ...also),
  'paid outside': refused('done', 'mismatch', ...also),
  free: refused('done', 'mismatch', ...also),
  revoked: refused('cancelled', 'state', 'mismatch', ...also),
});
const complete = (source: string, inService: Cell, ...also: readonly Refusal[]): Row => ({
  source,
  cells: { ...completedOnce(...also), 'in service': inService },
});
const wrongly = (source: string, why: Refusal): Row => complete(source, refused(why), why);

const modify = (source: string, cells: { readonly toPay: Cell; readonly also?: readonly Refusal[] }): Row => ({
  source,
  cells: {
    ...nowhere(...(cells.also ?? [])),
    'to pay': cells.toPay,
    'being charged': cells.also === undefined ? refusedByWechat('charging') : refused('charging', ...cells.also),
  },
});
const lowers = { toPay: moves('to pay') };
const wrongTotal = (...why: readonly Refusal[]) => ({ toPay: refused(...why), also: why });

const past: Readonly<Partial<Record<StateName, Cell>>> = {
  'to pay': again,
  'being charged': again,
  paid: again,
  'paid outside': again,
  free: again,
  revoked: pastOr('cancelled', 'state'),
};

/** Complete and modify: the two that name a total. The bound follows the assessment mode (§7, and the seed on complete). */
export const amountCalls = {
  complete: complete('§6 diagram: total > 0', moves('to pay')),
  'complete at the bound': complete('§7 ≤', moves('to pay')),
  'complete with counts': complete('§3.2 count is not multiplied', moves('to pay')),
  'complete at zero': complete('§7 0元结单', moves('free')),
  'complete same': { source: '§6 table of calls, §8', cells: past },
  'complete with another end time': {
    source: '§8 the typical bug',
    cells: {
      'to pay': refused('mismatch'),
      'being charged': refused('mismatch', 'charging'),
      paid: refused('done', 'mismatch'),
      'paid outside': refused('done', 'mismatch'),
      free: refused('done', 'mismatch'),
      revoked: refused('cancelled', 'state', 'mismatch'),
    },
  },
  'complete one fen off': wrongly('§7 最终总金额计算非法', 'sum'),
  'complete one fen above the bound': wrongly('§7 总金额超过此服务的服务风险金额', 'cap'),
  'complete below zero': wrongly('§7 total_amount ≥ 0', 'negative'),
  'complete ending in the future': wrongly('§3.5 实际结束时间不能晚于使用完结接口的时间', 'time'),
  'complete ending before it started': wrongly('§3.5 真实结束时间小于预计开始时间', 'time'),
  'complete in another precision': wrongly('§3.5 same precision', 'time'),
  'complete without any end time': wrongly('§3.5 则结束时间必填', 'time'),
  'modify lower': modify('§4.5 strictly below, repeatable', lowers),
  'modify to zero': modify('§4.5 [assumed]', { toPay: moves('free') }),
  'modify to equal': modify('§7 strict', wrongTotal('not lower')),
  'modify higher': modify('§7 strict', wrongTotal('not lower', 'cap')),
  'modify one fen off': modify('§4.5 the sum rule', wrongTotal('sum')),
  'modify same': {
    source: '§8 byte-equal to the last accepted one [assumed]',
    cells: {
      'to pay': again,
      'being charged': pastOr('charging'),
      paid: pastOr('done', 'state'),
      'paid outside': pastOr('done', 'state'),
      free: pastOr('done', 'state'),
      revoked: pastOr('cancelled', 'state'),
    },
  },
} satisfies Record<string, Row>;
