import type { Decider } from '../kernel/decider.ts';
import type { AuthorizationCode, Openid } from '../kernel/ids.ts';
import { type Instant, msBetween } from '../kernel/instant.ts';

/** WeChat's `authorization_state`: `unavailable` was once authorised, `unbound` is a code that nobody has used yet (§10.2). */
export type PermissionState = 'available' | 'unavailable' | 'unbound';
/** What a verified answer says of an authorisation. A 404 is no reading: it means "never authorised". */
export interface PermissionReading {
  readonly state: PermissionState;
  readonly code?: AuthorizationCode;
  readonly openid?: Openid;
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
}
/** Whose authorisation: by our code, or by the person. */
export type PermissionOf =
  | { readonly type: 'code'; readonly code: AuthorizationCode }
  | { readonly type: 'openid'; readonly openid: Openid };

/** `requested`: asked for, nothing read yet. `never`: WeChat knows no authorisation under this code (404). */
export type PermissionStatus = 'requested' | 'never' | PermissionState;
/** 授权 of the Pay Score service, one that was asked for under a code of ours. Key: the code; partition: `payscoreScope`. */
export interface PayscorePermission {
  readonly code: AuthorizationCode;
  readonly status: PermissionStatus;
  readonly notifyUrl: string;
  readonly by: string;
  readonly requestedAt: Instant;
  /** Opens the authorisation page for an hour; `at`: when it was asked for. */
  readonly token?: { readonly text: string; readonly at: Instant };
  readonly openid?: Openid;
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
  /** When the newest answer that was believed had been asked for; an older one changes nothing (INV-36). */
  readonly answeredAt?: Instant;
  /** How many events made this state (INV-15). */
  readonly version: number;
}

export type PermissionCommand =
  /** 商户预授权 (§10.1). The same code again is the same authorisation, with another token. */
  | {
      readonly type: 'RequestPermission';
      readonly code: AuthorizationCode;
      readonly notifyUrl: string;
      /** From the settings: believed as it is. */
      readonly ownNotifyUrl?: string;
      readonly by: string;
      readonly at: Instant;
    }
  | { readonly type: 'RecordPermissionToken'; readonly token: string; readonly at: Instant }
  /** `at`: when it was asked for. */
  | { readonly type: 'RecordPermissionReading'; readonly reading: PermissionReading | undefined; readonly at: Instant }
  /** PAYSCORE.USER_OPEN_SERVICE and …CLOSE_SERVICE. */
  | {
      readonly type: 'RecordPermissionNotice';
      readonly open: boolean;
      readonly openid: Openid;
      /** WeChat's time of it. */
      readonly happenedAt: Instant;
      readonly at: Instant;
    }
  /** WeChat has ended it on our word. */
  | { readonly type: 'RecordPermissionEnd'; readonly reason: string; readonly by: string; readonly at: Instant };
export type PermissionEvent =
  | {
      readonly type: 'PermissionRequested';
      readonly code: AuthorizationCode;
      readonly notifyUrl: string;
      readonly by: string;
      readonly at: Instant;
    }
  | { readonly type: 'PermissionTokenGiven'; readonly token: string; readonly at: Instant }
  | { readonly type: 'PermissionRead'; readonly status: 'never' | 'unbound'; readonly at: Instant }
  | {
      readonly type: 'PermissionOpened';
      readonly openid?: Openid;
      readonly openedAt: Instant;
      readonly at: Instant;
    }
  | { readonly type: 'PermissionClosed'; readonly closedAt: Instant; readonly at: Instant; readonly because?: string };
export type PermissionRejection =
  | { readonly type: 'PermissionUnknown' }
  /** 存在未完成订单: while orders of this user are open the authorisation stays (§10.3). */
  | { readonly type: 'PermissionOrdersOpen' }
  /** Breaks a rule of the wire (422). */
  | { readonly type: 'PermissionInvalid'; readonly field: 'notifyUrl' | 'reason' };
export type PermissionDecider = Decider<
  PermissionCommand,
  PayscorePermission | undefined,
  PermissionEvent,
  PermissionRejection
>;

/** A token that still opens the authorisation page: for an hour (§10.1). */
export const permissionTokenOf = (
  { token }: PayscorePermission,
  now: Instant,
  { payscorePackageMs }: { readonly payscorePackageMs: number },
): string | undefined => (token !== undefined && msBetween(token.at, now) < payscorePackageMs ? token.text : undefined);
