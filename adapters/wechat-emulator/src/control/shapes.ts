import * as t from 'io-ts';

/** An absent member reads as undefined. */
const maybe = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined]);

/** `POST /_emulator/notify-url` */
export const NotifyUrlBody = t.type({ url: t.string });

/** `POST /_emulator/organizations`; without `subMchid` the school, or with `testMerchant` the test merchant, of the keys. */
export const OrganizationBody = t.type({
  organizationName: t.string,
  testMerchant: maybe(t.boolean),
  subMchid: maybe(t.string),
});

/** The phone does not let the mini program take a photo (FAQ 1.15). */
const camera = maybe(t.union([t.literal('ios-off'), t.literal('android-off')]));

/** `POST /_emulator/mini-programs/enrol`: the collect mini program. */
export const EnrolBody = t.type({
  token: t.string,
  outUserId: t.string,
  organizationName: t.string,
  name: t.string,
  phone: t.string,
  identityNumber: t.string,
  /** Class of a pupil, or post of staff. */
  className: t.string,
  userType: maybe(t.union([t.literal('STUDENT'), t.literal('STAFF')])),
  /** The face, as the emulated terminal draws it; by default derived from the ids. */
  faceSeed: maybe(t.number),
  lookAlike: maybe(t.boolean),
  camera,
});

/** `POST /_emulator/mini-programs/sign`: the sign mini program; `openid` and `name` are the payer's. */
export const SignBody = t.type({
  token: maybe(t.string),
  presignToken: maybe(t.string),
  /** The user that the provider's mini program says it is about; by default the token's own. */
  outUserId: maybe(t.string),
  openid: t.string,
  name: t.string,
  /** The phone given with the card is wrong: a preferred card is downgraded, a limited one refused. */
  wrongCardPhone: maybe(t.boolean),
});

/** `POST /_emulator/mini-programs/re-enrol`: first the photo, then `confirm` by the payer. */
export const ReEnrolBody = t.type({
  userId: t.string,
  faceSeed: maybe(t.number),
  /** WeChat itself asks for a new photo, as after a change of its algorithm. */
  required: maybe(t.boolean),
  confirm: maybe(t.boolean),
  camera,
});

/** `PUT /_emulator/payers/{openid}`: what is left out stays as it is. */
export const PayerBody = t.type({
  balanceFen: maybe(t.number),
  cards: maybe(
    t.array(
      t.type({
        bankType: t.string,
        cardNumber: maybe(t.string),
        outcome: t.union([t.literal('success'), t.literal('insufficient')]),
      }),
    ),
  ),
  advanceQuota: maybe(t.boolean),
  riskRefused: maybe(t.boolean),
});

/** `POST /_emulator/payers/{openid}/repay`: one order, or everything owed. */
export const RepayBody = t.type({ outTradeNo: maybe(t.string) });

/** `POST /_emulator/credentials`: as a terminal would mint. */
export const CredentialBody = t.type({
  organizationId: t.string,
  userId: t.string,
  subMchid: maybe(t.string),
  amountFen: t.number,
  deviceId: maybe(t.string),
});

/** `POST /_emulator/clock`; `now` as RFC 3339 text or epoch milliseconds. */
export const ClockBody = t.type({
  advanceMs: maybe(t.number),
  now: maybe(t.union([t.number, t.string])),
  speed: maybe(t.number),
});

/** `POST /_emulator/keys/rotate`; an empty body issues a new platform certificate that signs from now on. */
export const RotateBody = t.type({
  mode: maybe(t.union([t.literal('certificate'), t.literal('public-key'), t.literal('mixed')])),
  /** New certificate: `listed` only, or also `signing`. */
  platformCertificate: maybe(t.union([t.literal('listed'), t.literal('signing')])),
  /** Let this certificate, known already, sign. */
  signingSerial: maybe(t.string),
  /** Share of notices signed with the public key in the mixed period. */
  publicKeyShare: maybe(t.number),
  /** The merchant's new APIv3 key: everything is sealed with it from now on. */
  apiV3Key: maybe(t.string),
  /** The merchant's new certificate; the one before stays good until it is retired. */
  merchant: maybe(t.type({ serialNo: t.string, certificatePem: t.string, privateKeyPem: t.string })),
  retireMerchants: maybe(t.boolean),
});
