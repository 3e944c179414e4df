import type { WechatPayscore, WechatPayscorePermissions } from '@facepay/domain';
import type { WechatClient } from './client.ts';
import { createPayscoreExtras, type PayscoreExtras } from './payscore-extras.ts';
import { createHttpWechatPayscore } from './payscore.ts';
import { createHttpWechatPayscorePermissions } from './payscore-permissions.ts';
import type { PayscoreSettings } from './payscore-settings.ts';

export interface WechatPayscoreHttp {
  readonly orders: WechatPayscore;
  readonly permissions: WechatPayscorePermissions;
  readonly extras: PayscoreExtras;
}
export const createWechatPayscoreHttp = (client: WechatClient, settings: PayscoreSettings): WechatPayscoreHttp => ({
  orders: createHttpWechatPayscore(client, settings),
  permissions: createHttpWechatPayscorePermissions(client, settings),
  extras: createPayscoreExtras(client, settings),
});
