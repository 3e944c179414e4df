import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

/** One wrong thought about money, and the property that must notice it. */
export interface PlantedBug {
  readonly bug: string;
  readonly killedBy: Property;
  readonly buggy: Rules;
}
