import type { Ids } from '../ids.ts';
import type { KeyRoom } from '../keys/key-room.ts';
import type { MovableClock } from '../movable-clock.ts';
import type { Tell } from '../notices/tell.ts';
import type { EmulatorSettings } from '../settings.ts';
import type { World } from '../world/world.ts';

/** What the services share. */
export interface ServiceDeps {
  readonly world: World;
  readonly clock: MovableClock;
  readonly ids: Ids;
  readonly keyRoom: KeyRoom;
  readonly settings: EmulatorSettings;
  readonly tell: Tell;
}
