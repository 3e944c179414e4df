import type { PayscoreParty } from './payscore-order.ts';

/** One user's authorisation of one service for one merchant; there from the first time they authorised (`payscore-wire.md` §10.2). */
export interface PayscorePermission {
  readonly party: PayscoreParty;
  readonly serviceId: string;
  readonly openid: string;
  readonly state: 'AVAILABLE' | 'UNAVAILABLE';
  /** Where it was made through a pre-authorisation. */
  readonly code?: string;
  /** The face SDK's `payscore_out_request_no`. */
  readonly outRequestNo?: string;
  readonly authorizedAt: number;
  readonly cancelledAt?: number;
}

/** A pre-authorisation: a number of the merchant's, and once somebody used its token, whose it is. */
export interface PayscoreCode {
  readonly party: PayscoreParty;
  readonly serviceId: string;
  readonly code: string;
  readonly notifyUrl?: string;
  readonly tokens: readonly { readonly text: string; readonly issuedAt: number }[];
  readonly openid?: string;
}

export const permissionKey = (party: PayscoreParty, serviceId: string, openid: string): string =>
  `${party.mchid}/${party.subMchid ?? ''}/${serviceId}/${openid}`;

export const codeKey = (party: PayscoreParty, code: string): string => `${party.mchid}/${party.subMchid ?? ''}/${code}`;

/** Of a code: nobody bound yet, or what became of the authorisation made with it. */
export const stateOfCode = (
  { code, openid }: PayscoreCode,
  permission: PayscorePermission | undefined,
): 'UNBINDUSER' | 'AVAILABLE' | 'UNAVAILABLE' => {
  if (openid === undefined) return 'UNBINDUSER';
  return permission?.code === code ? permission.state : 'UNAVAILABLE';
};
