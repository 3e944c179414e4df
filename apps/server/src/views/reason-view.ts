import { type ReasonCode, reasonCodes, reasons } from '@facepay/domain';
import { list, oneOf, shownText } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/** One reason of `docs/why-not.md`: the code is stable, the sentences are for staff. */
export const ReasonView = object({ code: oneOf(...reasonCodes), en: shownText, zh: shownText });
export type ReasonView = ShapeOf<typeof ReasonView>;
export const reasonList = list(ReasonView);

export const reasonViews = (codes: readonly ReasonCode[]): readonly ReasonView[] =>
  codes.map((code) => ({ code, en: reasons[code].en, zh: reasons[code].zh }));
