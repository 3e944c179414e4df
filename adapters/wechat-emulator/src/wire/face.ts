import type { Engine } from '../engine.ts';
import type { DrawnFaults } from '../faults/fault-box.ts';

/** A request whose signature held, on its way to the face that answers it. */
interface FaceRequest {
  /** Segments of the path, percent-decoded, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
  /** `Wechatpay-Serial`: which key encrypted the fields. */
  readonly serial: string | undefined;
  readonly faults: DrawnFaults;
}

/** Without a body: 204 and the like. */
export interface FaceAnswer {
  readonly status: number;
  readonly body?: object;
  /** A file instead of a body; such answers are not signed. */
  readonly file?: Uint8Array;
  /** What the `Request-ID` ends in; 0 where it says nothing. */
  readonly tail?: number | undefined;
}

/** One endpoint: checks its parameters, decides and keeps the effect in one synchronous step. */
export type Face = (engine: Engine) => (request: FaceRequest) => FaceAnswer;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Of the path; groups become `params`. */
  readonly pattern: RegExp;
  readonly face: Face;
}
