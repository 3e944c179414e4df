import {
  defaultPayscorePolicy,
  type Fen,
  type PayscoreOrder,
  payscoreOrderDecider,
  type PayscoreRules,
} from '@facepay/domain';
import { identity } from 'fp-ts/lib/function.js';
import { capFen, type Profile } from '../model/profile.ts';
import { noOrder, type ReferenceOrder } from '../model/reference-order.ts';
import type { Request } from '../model/request.ts';
import { type CallName, tableOf } from '../table/table.ts';
import type { Decide } from './domain-order.ts';
import type { Tally } from './tally.ts';
import { notifyUrl, openWechatSide, type WechatSide } from './wechat-side.ts';

/** One sequence under way: the same order in the table, in the domain, and at WeChat. */
export interface Player {
  readonly profile: Profile;
  readonly table: ReturnType<typeof tableOf>;
  readonly wechat: WechatSide;
  readonly rules: PayscoreRules;
  readonly tally: Tally;
  readonly decide: Decide;
  /** Numbers lapse: a create that WeChat refused is followed by another number. */
  number: number;
  reference: ReferenceOrder;
  domain: PayscoreOrder | undefined;
  /** The service that the order belongs to: with confirmation, or without. */
  confirms: boolean;
  /** Asked while the order was being charged: the same bytes go out again afterwards (INV-80). */
  pending: { readonly call: CallName; readonly request: Request } | undefined;
}

/** Something wrong in what is held against the table. */
export interface Planted {
  readonly decide?: Decide;
  readonly side?: (side: WechatSide) => WechatSide;
}

export const openPlayer = async (profile: Profile, tally: Tally, planted: Planted = {}): Promise<Player> => ({
  profile,
  table: tableOf(profile.cancelAfterCompletion),
  wechat: (planted.side ?? identity)(await openWechatSide(profile)),
  decide: planted.decide ?? payscoreOrderDecider.decide,
  rules: {
    ...defaultPayscorePolicy,
    riskCap: capFen as Fen,
    assessment: profile.assessment,
    ownNotifyUrl: notifyUrl,
  },
  tally,
  number: 1,
  reference: noOrder,
  domain: undefined,
  confirms: true,
  pending: undefined,
});
