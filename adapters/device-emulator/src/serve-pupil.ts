import { amountFenMax, signVoucher } from '@facepay/device-protocol';
import type { SignedVoucher } from '@facepay/device-protocol';
import type { DeviceClock } from './device-clock.ts';
import type { CameraFrame } from './face-provider.ts';
import type { FaceSdk, SdkUserInfo } from './face-sdk.ts';
import { sdkErrors } from './sdk-result.ts';
import type { SdkFailure } from './sdk-result.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';
import type { VoucherJournal } from './voucher-journal.ts';

/** One pupil at the counter. */
export interface Sale {
  readonly frame: CameraFrame;
  /** Whole fen, 1–10,000. */
  readonly amountFen: number;
  /** The last four digits of the phone on file, when `ask-tail` asked for them. */
  readonly phoneTail?: string;
}

/** What the counter shows. */
export type ServeOutcome =
  /** The voucher is durable; what becomes of the money is decided later, elsewhere (INV-65). */
  | (Known & {
      readonly type: 'paid-locally';
      readonly sequence: number;
      readonly amountFen: number;
      /** Look-alikes: the phone tail said who it is. */
      readonly tailAsked: boolean;
    })
  /** On the deny list: known, and may not pay here (INV-42). */
  | (Known & { readonly type: 'denied' })
  /** Offline, and the cap of this pupil or of this device would be passed (INV-66). */
  | (Known & { readonly type: 'exposure'; readonly of: 'pupil' | 'device' })
  /** Nobody enrolled here. */
  | { readonly type: 'stranger' }
  /** Look-alikes: serve again with the phone tail. */
  | { readonly type: 'ask-tail' }
  /** Nothing decided: hold the face still and serve again. */
  | { readonly type: 'try-again'; readonly guidance: string }
  | { readonly type: 'refused'; readonly reason: RefusedReason };

interface Known {
  readonly userId: string;
  readonly outUserId: string;
  readonly name: string;
}

/** What the counter asks about a recognised pupil before anything is sold. */
export interface SaleRules {
  readonly isDenied: (outUserId: string) => boolean;
  /** Which cap a sale of so many fen would pass. */
  readonly capPassed: (outUserId: string, amountFen: number) => 'pupil' | 'device' | undefined;
}

export type RefusedReason =
  | 'amount'
  | 'tail-fits-nobody'
  | 'tail-fits-several'
  | 'user-disabled'
  | 'not-authorised'
  | 'terminal-trouble';

/** What a sale is made with. */
export interface Counter {
  readonly sdk: FaceSdk;
  readonly rules: SaleRules;
  readonly journal: VoucherJournal;
  readonly clock: DeviceClock;
}

/** Recognise, judge, mint the credential, make the voucher durable, and only then say so. */
export const servePupil =
  (deps: Pick<TerminalDeps, 'deviceKey'>, settings: TerminalSettings, { sdk, rules, ...keeping }: Counter) =>
  (sale: Sale): ServeOutcome => {
    if (!Number.isInteger(sale.amountFen) || sale.amountFen < 1 || sale.amountFen > amountFenMax)
      return refused('amount');
    const seen = sdk.startVerify(sale.frame);
    if (seen.return_code !== 'SUCCESS') return toOutcome(seen);
    if (seen.need_ext_verify && sale.phoneTail === undefined) return { type: 'ask-tail' };
    const tail = seen.need_ext_verify ? (sale.phoneTail ?? null) : null;
    const known = sdk.finishFaceVerify({ user_phone: tail });
    if (known.return_code !== 'SUCCESS') return toOutcome(known);
    const user = known.user_info;
    const person = { userId: user.user_id, outUserId: user.out_user_id, name: user.user_name };
    if (rules.isDenied(user.out_user_id)) return { type: 'denied', ...person };
    const cap = rules.capPassed(user.out_user_id, sale.amountFen);
    if (cap !== undefined) return { type: 'exposure', of: cap, ...person };
    const recogMode = tail === null ? 0 : 1;
    const credential = sdk.getFacePayCredential({
      user_id: user.user_id,
      recog_mode: recogMode,
      total_fee: String(sale.amountFen),
    });
    sdk.stopVerify();
    if (credential.return_code !== 'SUCCESS') return toOutcome(credential);
    const signed = keepVoucher({ ...deps, ...keeping }, settings, {
      user,
      sale,
      recogMode,
      credential: credential.face_token,
    });
    if (signed === undefined) return refused('terminal-trouble');
    return {
      type: 'paid-locally',
      sequence: signed.voucher.sequence,
      ...person,
      amountFen: sale.amountFen,
      tailAsked: tail !== null,
    };
  };

interface Recognised {
  readonly user: SdkUserInfo;
  readonly sale: Sale;
  readonly recogMode: 0 | 1;
  readonly credential: string;
}

/** Undefined when the journal could not keep it: then the meal is not shown as paid, and the credential is never used. */
const keepVoucher = (
  { journal, deviceKey, clock }: Pick<Counter, 'journal' | 'clock'> & Pick<TerminalDeps, 'deviceKey'>,
  settings: TerminalSettings,
  { user, sale, recogMode, credential }: Recognised,
): SignedVoucher | undefined => {
  const { atMs, uncertaintyMs } = clock.read();
  try {
    return journal.append(({ sequence, previousHash }) =>
      signVoucher(
        {
          deviceId: settings.deviceId,
          keyEpoch: settings.keyEpoch,
          sequence,
          previousHash,
          organizationId: settings.organizationId,
          subMchid: settings.subMchid,
          outUserId: user.out_user_id,
          userId: user.user_id,
          amountFen: String(sale.amountFen),
          saleAtMs: String(atMs),
          clockUncertaintyMs: String(uncertaintyMs),
          recogMode: String(recogMode),
          credential,
          description: settings.description,
        },
        deviceKey.privateKey,
      ),
    );
  } catch {
    return undefined;
  }
};

const refused = (reason: RefusedReason): ServeOutcome => ({ type: 'refused', reason });

const toOutcome = (failure: SdkFailure): ServeOutcome => {
  switch (failure.err_code) {
    case sdkErrors.faceNotRecognised:
      return { type: 'stranger' };
    case sdkErrors.guidance:
      return { type: 'try-again', guidance: failure.return_msg };
    case sdkErrors.noUserFits:
    case sdkErrors.userUnknown:
      return refused('tail-fits-nobody');
    case sdkErrors.severalLookAlikes:
      return refused('tail-fits-several');
    case sdkErrors.userStateAbnormal:
      return refused('user-disabled');
    case sdkErrors.notInitialised:
    case sdkErrors.authorisationExpired:
      return refused('not-authorised');
    case undefined:
    default:
      return refused('terminal-trouble');
  }
};
