import type { SubMchid } from '@facepay/domain';

/** The Pay Score service that we serve, and for whom. */
export interface PayscoreService {
  readonly serviceId: string;
  /** The merchant ourselves, or the provider of one: decides paths and members (`payscore-wire.md` §1, §5). */
  readonly party: { readonly mode: 'direct' } | { readonly mode: 'partner'; readonly subMchid: SubMchid };
}
export interface PayscoreSettings extends PayscoreService {
  /** The merchant's, or in partner mode the provider's. */
  readonly mchid: string;
  readonly appid: string;
}

export const subMchidOf = ({ party }: PayscoreService): string | undefined =>
  party.mode === 'partner' ? party.subMchid : undefined;

/** What an answer says of itself, and we are not: nothing in it is believed (INV-10). */
export const foreignMembers = (settings: PayscoreSettings, body: PayscoreOwner): readonly string[] => {
  const subMchid = subMchidOf(settings);
  const pairs: readonly (readonly [string, boolean])[] = [
    ['service_id', body.service_id !== settings.serviceId],
    ['mchid', body.mchid !== settings.mchid],
    ['appid', body.appid !== settings.appid],
    ['sub_mchid', subMchid !== undefined && (body.sub_mchid ?? subMchid) !== subMchid],
  ];
  return pairs.filter(([, wrong]) => wrong).map(([name]) => name);
};

export interface PayscoreOwner {
  readonly service_id: string;
  readonly mchid: string;
  readonly appid: string;
  readonly sub_mchid?: string | undefined;
}
