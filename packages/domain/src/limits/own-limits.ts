import type { Fen } from '../kernel/fen.ts';
import { type Scene, sceneNames } from '../kernel/scene.ts';
import { minFen } from '../kernel/fen.ts';
import { type LimitName, platformDayLimit, platformSingleLimit, testMerchantDayLimit } from './limit.ts';

/** Limits that an organization, or a parent for one pupil, sets below the platform's. What is absent is not limited. */
export interface OwnLimits {
  readonly single?: Fen;
  readonly day?: Fen;
}
/** Between the platform's and the organizations': what the service provider allows everywhere (FAQ 5.7). */
export interface MerchantLimitPolicy {
  readonly merchantLimits?: OwnLimits;
}
export interface LimitAbovePlatform {
  readonly type: 'LimitAbovePlatform';
  readonly limit: Extract<LimitName, 'single' | 'day'>;
  /** Of the limits for one scene. */
  readonly scene?: Scene;
  readonly limitFen: Fen;
}

/** INV-24, INV-28, BAD-61, BAD-62: a limit above the platform's, or above a test merchant's, is refused, not cut. */
export const abovePlatform = (limits: OwnLimits, testMerchant: boolean): LimitAbovePlatform | undefined => {
  const singleMax = testMerchant ? testMerchantDayLimit : platformSingleLimit;
  const dayMax = testMerchant ? testMerchantDayLimit : platformDayLimit;
  if (limits.single !== undefined && limits.single > singleMax)
    return { type: 'LimitAbovePlatform', limit: 'single', limitFen: singleMax };
  if (limits.day !== undefined && limits.day > dayMax)
    return { type: 'LimitAbovePlatform', limit: 'day', limitFen: dayMax };
  return undefined;
};

/** The same for every scene that is named. */
export const sceneAbovePlatform = (
  scenes: { readonly [S in Scene]?: OwnLimits },
  testMerchant: boolean,
): LimitAbovePlatform | undefined => {
  for (const scene of sceneNames) {
    const above = abovePlatform(scenes[scene] ?? {}, testMerchant);
    if (above !== undefined) return { ...above, scene };
  }
  return undefined;
};

/** The smallest of several, where any is set (INV-24). */
export const smallest = (...limits: readonly (Fen | undefined)[]): Fen | undefined => {
  const [first, ...others] = limits.filter((limit) => limit !== undefined);
  return first === undefined ? undefined : minFen(first, ...others);
};
