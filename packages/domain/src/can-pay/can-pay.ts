import type { Device } from '../device/device.ts';
import type { DenyPolicy, FaceUser } from '../face-user/index.ts';
import type { Instant } from '../kernel/instant.ts';
import type { LimitsLeft } from '../limits/index.ts';
import { limitReasons } from './limit-codes.ts';
import { reasonsOfMember, warningsOfMember } from './member-codes.ts';
import type { ReasonCode } from './reasons.ts';
import { reasonsOfTerminals, warningsOfTerminals } from './terminal-codes.ts';

/** What is known of one member at one moment. What is absent was not looked at, and gives no reason. */
export interface CanPayFacts {
  readonly member: FaceUser;
  readonly policy: DenyPolicy;
  readonly limits?: LimitsLeft;
  /** The terminals enrolled for the organization; with none, its sales come from elsewhere and nothing is said of them. */
  readonly terminals?: readonly Device[];
  readonly now: Instant;
}
/** `ok` exactly where no reason stands against it; warnings never do. */
export interface CanPay {
  readonly ok: boolean;
  readonly reasons: readonly ReasonCode[];
  readonly warnings: readonly ReasonCode[];
}

/**
 * Why a pupil cannot eat, every reason at once, in the order of the axes (`product.md` §4). Ok means: a charge within the
 * limits left is not refused by us.
 */
export const canPay = ({ member, policy, limits, terminals, now }: CanPayFacts): CanPay => {
  const reasons = [
    ...reasonsOfMember(member, policy),
    ...(limits === undefined ? [] : limitReasons(limits)),
    ...(terminals === undefined ? [] : reasonsOfTerminals(member, terminals, now)),
  ];
  const warnings = [
    ...warningsOfMember(member).filter((code) => !reasons.includes('open-advances') || code !== 'advances-used-up'),
    ...(terminals === undefined ? [] : warningsOfTerminals(member, terminals, now)),
  ];
  return { ok: reasons.length === 0, reasons, warnings };
};
