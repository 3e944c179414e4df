import type { Fen } from '../kernel/fen.ts';
import type { LimitOwner, LimitsLeft, OwnerLimits } from '../limits/index.ts';
import type { ReasonCode } from './reasons.ts';

/** Limits of today that leave nothing at all. */
export const limitReasons = ({ owners }: LimitsLeft): readonly ReasonCode[] => owners.flatMap(usedUp);

/** Limits that a sale of this amount would pass: every one of them (INV-24). */
export const limitReasonsOf = (amount: Fen, { owners }: LimitsLeft): readonly ReasonCode[] =>
  owners.flatMap(({ owner, single, dayLeft }) => [
    ...(single !== undefined && amount > single ? singleCodes[owner] : []),
    ...(dayLeft !== undefined && amount > dayLeft ? [dayCodes[owner]] : []),
  ]);

const usedUp = ({ owner, single, dayLeft }: OwnerLimits): readonly ReasonCode[] => [
  ...(single === 0 ? singleCodes[owner] : []),
  ...(dayLeft === 0 ? [dayCodes[owner]] : []),
];

const dayCodes = {
  person: 'day-limit-person',
  scene: 'day-limit-scene',
  organization: 'day-limit-organization',
  merchant: 'day-limit-merchant',
  platform: 'day-limit-platform',
  'test-merchant': 'day-limit-test-merchant',
} as const satisfies Readonly<Record<LimitOwner, ReasonCode>>;
const singleCodes = {
  person: ['single-limit-person'],
  scene: ['single-limit-scene'],
  organization: ['single-limit-organization'],
  merchant: ['single-limit-merchant'],
  platform: ['single-limit-platform'],
  'test-merchant': [], // it has a day's limit only
} as const satisfies Readonly<Record<LimitOwner, readonly ReasonCode[]>>;
