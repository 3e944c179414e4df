import type { HeaderLists, OutgoingCall, TransportResult } from '@facepay/wechat-protocol';
import type { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;
type Controller = Dispatcher.DispatchController;
type AnswerHeaders = Parameters<NonNullable<Handler['onResponseStart']>>[2];

/**
 * One request and its answer, as undici tells of them. Until the request is about to be written, over a connection that
 * stands, with TLS the verified one, not one byte of it has left (BAD-35); from then on its outcome is unknown (INV-9).
 */
export const createUndiciExchange = (
  { timeoutMs, bytesMax }: Pick<OutgoingCall, 'timeoutMs' | 'bytesMax'>,
  settle: (result: TransportResult) => void,
): Handler => {
  let controller: Controller | undefined;
  let settled = false;
  let status = 0;
  let headers: HeaderLists = {};
  let bytes = 0;
  const chunks: Uint8Array[] = [];

  const done = (result: TransportResult): void => {
    if (settled) return;
    settled = true;
    clearTimeout(deadline);
    settle(result);
  };
  const failed = (reason: string): void =>
    done({ type: controller === undefined ? 'NotSent' : 'OutcomeUnknown', reason });
  const giveUp = (reason: string): void => {
    failed(reason);
    controller?.abort(new Error(reason));
  };
  const deadline = setTimeout(() => giveUp('ETIMEDOUT'), timeoutMs);

  return {
    onRequestStart: (started) => {
      // Told "not sent" already, or begun once: whatever undici means to do, nothing is written.
      if (settled || controller !== undefined) return started.abort(new Error('over'));
      controller = started;
    },
    onResponseStart: (_, code, received) => {
      if (code < 200) return; // 100 and its like are no answer
      status = code;
      headers = toHeaders(received);
    },
    onResponseData: (_, chunk) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else giveUp('answer too long');
    },
    onResponseEnd: () => done({ type: 'Answered', answer: { status, headers, body: bodyOf(chunks) } }),
    // Codes only: the error itself may carry headers and body (INV-88).
    onResponseError: (_, error) => failed(codeOf(error)),
  };
};

const codeOf = (error: Error & { readonly code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : 'closed';

const toHeaders = (received: AnswerHeaders): HeaderLists =>
  Object.fromEntries(
    Object.entries(received).map(([name, value]) => [name, typeof value === 'string' ? [value] : (value ?? [])]),
  );

const bodyOf = (chunks: readonly Uint8Array[]): Uint8Array => {
  const [only, ...others] = chunks;
  if (only !== undefined && others.length === 0) return new Uint8Array(only.buffer, only.byteOffset, only.length);
  return new Uint8Array(Buffer.concat(chunks));
};
