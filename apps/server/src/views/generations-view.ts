import type { CallNote, Deduction, DeductionRef, DomainEvent, WechatDeductions } from '@facepay/domain';
import { toRfc3339 } from '@facepay/domain';
import { list, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { supportOfNote, SupportView } from './support-view.ts';

/** Numbers of one deduction at WeChat, each with its requests and with the queries that did not find it paid. */
export const GenerationsView = list(
  object({
    deductionNo: shownText,
    attempts: list(object({ at: shownTime }, { support: SupportView })),
    queries: list(object({ at: shownTime, support: SupportView })),
  }),
);
export type GenerationsView = ShapeOf<typeof GenerationsView>;

interface Generation {
  readonly no: Deduction['no'];
  attempts: GenerationsView[number]['attempts'];
  queries: GenerationsView[number]['queries'];
}

/** A request that charged has no support report; whatever else became of a call has one (FAQ 2.1). */
export const generationsView = (
  shown: WechatDeductions['shown'],
  deduction: Deduction,
  bodies: readonly DomainEvent['body'][],
): GenerationsView => {
  const generations: Generation[] = [];
  const opened = (no: Deduction['no']): Generation => {
    const known = generations.find((generation) => generation.no === no);
    if (known !== undefined) return known;
    const fresh: Generation = { no, attempts: [], queries: [] };
    generations.push(fresh);
    return fresh;
  };
  let current = deduction.generation === 1 ? deduction.no : undefined;
  for (const body of bodies) {
    if ('call' in body && body.call !== undefined && current !== undefined)
      report(opened(current), body.call, supportOf(shown, { ...deduction, no: current }, body.call));
    if (body.type === 'AttemptBegun' || body.type === 'GenerationOpened') current = body.no;
    if (body.type === 'AttemptBegun') {
      const { attempts } = opened(body.no);
      opened(body.no).attempts = [...attempts, { at: toRfc3339(body.at) }];
    }
    if (body.type === 'GenerationOpened') opened(body.no);
  }
  opened(deduction.no);
  return generations.map(({ no, ...made }) => ({ deductionNo: no, ...made }));
};

const supportOf = (shown: WechatDeductions['shown'], { no, subMchid, amount }: DeductionRef, call: CallNote) =>
  supportOfNote(shown(call.asked, { no, subMchid, amount }), call);

/** A call may have led to several events; it is one call. */
const report = (generation: Generation, call: CallNote, support: SupportView): void => {
  if (call.asked === 'query') {
    const at = toRfc3339(call.at);
    if (generation.queries.every((query) => query.at !== at))
      generation.queries = [...generation.queries, { at, support }];
    return;
  }
  const [last] = generation.attempts.slice(-1);
  if (last !== undefined) generation.attempts = [...generation.attempts.slice(0, -1), { ...last, support }];
};
