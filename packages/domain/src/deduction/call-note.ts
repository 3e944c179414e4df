import type { Instant } from '../kernel/instant.ts';

/**
 * How a call to WeChat ended that did not charge, kept with what became of it, so that a support report can be written
 * long after (FAQ 2.1). What was asked is made again from the deduction, so this stays small. Words are masked (INV-88).
 */
export interface CallNote {
  readonly asked: 'send' | 'query';
  /** When it began: 请求时间. */
  readonly at: Instant;
  readonly httpStatus?: number;
  readonly code?: string;
  readonly message?: string;
  /** WeChat's `Request-ID`. */
  readonly requestId?: string;
  /** Why there is no answer that counts, such as `timeout`. */
  readonly failure?: string;
}
/** Carried by what a call led to. */
export interface Called {
  readonly call?: CallNote;
}
