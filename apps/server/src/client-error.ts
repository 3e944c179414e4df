import type { Duplex } from 'node:stream';

/** What never became a request: header section too large, malformed, too slow (BAD-86). One answer, then the end. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, code] = lineOf(error.code ?? '');
  const title = code.replaceAll('-', ' ');
  const body = JSON.stringify({ type: `urn:facepay:problem:${code}`, title, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
};

const lineOf = (code: string): readonly [number, string] => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'headers-too-large'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'request-timeout'];
    default:
      return [400, 'request-unreadable'];
  }
};
