import type { Transport } from '@facepay/wechat-protocol';

/**
 * A transport over sockets: one attempt, no redirect, no decompression, no cookies, TLS always verified; the limits of a call
 * hold for its exchange as a whole.
 */
export interface NetworkTransport {
  readonly transport: Transport;
  /** Closes idle connections. */
  readonly close: () => void;
}
export interface NetworkTransportOptions {
  /** Certificate authorities to trust besides none other, PEM; the system's by default. */
  readonly certificateAuthority?: string;
  readonly socketsMax?: number;
}
