import * as t from 'io-ts';

/** An absent member reads as undefined. */
const maybe = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined]);

/** `POST /_emulator/payscore/orders/{outOrderNo}/confirm`: who opens the confirm page, and with which launch data. */
export const ConfirmBody = t.type({
  openid: t.string,
  /** By default the newest of the order. */
  package: maybe(t.string),
  /** Where a sub-merchant's order has the same number. */
  subMchid: maybe(t.string),
});

/** `POST /_emulator/payscore/orders/{outOrderNo}/pay`: the user pays actively, and is in the cashier for so long. */
export const PayBody = t.type({ takesMs: maybe(t.number), subMchid: maybe(t.string) });

/** `POST /_emulator/payscore/users/{openid}`: what is left out stays. `action` is what the user does inside WeChat. */
export const PayscoreUserBody = t.type({
  action: maybe(t.union([t.literal('open'), t.literal('authorise'), t.literal('revoke')])),
  /** By default the service of the face flow. */
  serviceId: maybe(t.string),
  subMchid: maybe(t.string),
  subAppid: maybe(t.string),
  /** Launch token of a pre-authorisation: says the service and the merchant by itself. */
  token: maybe(t.string),
  /** The face SDK's `payscore_out_request_no`. */
  outRequestNo: maybe(t.string),
  /** Revoke although orders are open; WeChat's own page may do so. */
  whileOpen: maybe(t.boolean),
  /** Has opened Pay Score at all. */
  opened: maybe(t.boolean),
  scoreTooLow: maybe(t.boolean),
  teenMode: maybe(t.boolean),
  overdue: maybe(t.boolean),
  /** What the next attempts to collect find: money, too little so many times, or never any. */
  script: maybe(
    t.union([
      t.type({ type: t.literal('ok') }),
      t.type({ type: t.literal('never') }),
      t.type({ type: t.literal('insufficient'), times: t.number }),
    ]),
  ),
});
