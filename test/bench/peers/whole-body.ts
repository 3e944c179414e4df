import type { IncomingMessage } from 'node:http';

/** The bytes of a request; it has mostly one chunk, which is then not copied. */
export const wholeBody = (request: IncomingMessage, tell: (body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => tell(chunks.length === 1 ? (chunks[0] ?? nothing) : Buffer.concat(chunks)));
};
const nothing = Buffer.alloc(0);
