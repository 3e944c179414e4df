import type { Scene } from '@facepay/domain';
import type * as t from 'io-ts';
import { words } from './fields.ts';

export const scene: t.Type<Scene, unknown> = words<Scene>({ canteen: true, shop: true, clinic: true, test: true });
