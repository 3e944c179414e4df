import type { Scene } from '@facepay/domain';

/** What every deduction of one service provider has in common. */
export interface DeductionSettings {
  readonly mchid: string;
  readonly appid: string;
  readonly businessProductId: number;
  readonly sceneIds: Readonly<Record<Scene, number>>;
}
