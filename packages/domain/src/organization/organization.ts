import type { DebtPolicy } from '../face-user/debt-policy.ts';
import type { SchoolCalendar } from '../calendar/index.ts';
import type { Fen } from '../kernel/fen.ts';
import type { OrganizationId, SubMchid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scene } from '../kernel/scene.ts';
import type { OwnLimits } from '../limits/own-limits.ts';

/** A scene that is not named has no limits of its own. */
export type SceneLimits = { readonly [S in Scene]?: OwnLimits };

/** 机构: a school as WeChat knows it, adopted by us. It belongs to the provider, not to a merchant number. */
export interface Organization {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly subMchid: SubMchid;
  readonly scene: Scene;
  /** A test merchant number may take 1 yuan a day; nothing raises it (INV-28). */
  readonly testMerchant: boolean;
  /** Our own limits, never above the platform's (INV-24). */
  readonly singleLimit?: Fen;
  readonly dayLimit?: Fen;
  /** Below those, for one kind of place: the shop less than the canteen, say (INV-24). */
  readonly sceneLimits?: SceneLimits;
  /** When it charges again; without one, the policy's (INV-33). */
  readonly calendar?: SchoolCalendar;
  /** What it does with a pupil in debt; absent: what the installation says (FAQ 5.10). */
  readonly debtPolicy?: DebtPolicy;
  readonly adoptedAt: Instant;
  /** Of the newest change on its deny list; 0 before the first (INV-42). */
  readonly denyListVersion: number;
  /** How many events made this state: names each event once for ever (INV-15). */
  readonly version: number;
}
