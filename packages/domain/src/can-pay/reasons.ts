import { memberReasons } from './member-reasons.ts';
import { placeReasons } from './place-reasons.ts';
import type { ReasonRow } from './reason.ts';
import { saleReasons } from './sale-reasons.ts';

const table = { ...memberReasons, ...placeReasons, ...saleReasons };
/** Stable: programs tell reasons apart by it. */
export type ReasonCode = keyof typeof table;
/** Every reason there is, on members, deductions and refusals alike; `docs/why-not.md` shows it. */
export const reasons: Readonly<Record<ReasonCode, ReasonRow>> = table;
export const reasonCodes: readonly ReasonCode[] = Object.keys(table) as ReasonCode[];
