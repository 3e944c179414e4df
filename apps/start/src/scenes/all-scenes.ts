import type { Scene } from '../lunch/scene.ts';
import { advances } from './advances.ts';
import { blocked } from './blocked.ts';
import { contractEnded } from './contract-ended.ts';
import { everyday } from './everyday.ts';
import { limits } from './limits.ts';
import { lostAnswer } from './lost-answer.ts';
import { offline } from './offline.ts';
import { strangers } from './strangers.ts';
import { twins } from './twins.ts';

/** The lunch, in the order of the table. What happens at one time happens in this order, too. */
export const scenes: readonly Scene[] = [
  everyday,
  twins,
  limits,
  advances,
  lostAnswer,
  offline,
  contractEnded,
  blocked,
  strangers,
];
