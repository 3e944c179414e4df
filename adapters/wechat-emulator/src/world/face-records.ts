/** Somebody whom WeChat knows by face, for online face terminals. */
export interface FacePerson {
  readonly openid: string;
  /** Which synthetic face is theirs. */
  readonly faceSeed: number;
  readonly unionId: string;
  /** Protected by risk control: pays by code only (271382694). */
  readonly riskBlocked: boolean;
}

/** One recognition; a face_sid names it (`facepay-device.md` §5). */
export interface FaceSession {
  readonly faceSid: string;
  readonly openid: string;
  /** Without it nobody is told the UnionID. */
  readonly unionIdAsked: boolean;
  readonly at: number;
}

/** A page that waits for a recognised user to open Pay Score or to authorise the service. */
export interface FaceDialog {
  readonly id: string;
  readonly openid: string;
  readonly serviceId: string;
  /** 商户签约单号: comes back in `PAYSCORE.USER_OPEN_SERVICE`. */
  readonly outRequestNo: string;
  readonly unionIdAsked: boolean;
  readonly at: number;
}
