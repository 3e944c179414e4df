import type { IncomingMessage } from 'node:http';

export type ReadBody =
  /** At most one byte more than asked for; the rest is left unread. */
  | { readonly type: 'Read'; readonly body: Uint8Array; readonly whole: boolean }
  /** The client went away. */
  | { readonly type: 'Aborted' };

/** Reads while there is room; never keeps more than the cap and one byte (BAD-24). Tells once. */
export const readBody = (stream: IncomingMessage, bytesMax: number, tell: (read: ReadBody) => void): void => {
  let first: Buffer = nothing;
  let more: Buffer[] | undefined;
  let bytes = 0;
  let told = false;
  const end = (read: ReadBody): void => {
    if (told) return;
    told = true;
    tell(read);
  };
  const tooMuch = (body: Buffer): void => {
    stream.removeAllListeners('data');
    stream.pause();
    end({ type: 'Read', body: body.subarray(0, bytesMax + 1), whole: false });
  };
  const read = (): Buffer => (more === undefined ? first : Buffer.concat(more));
  if (Number(stream.headers['content-length'] ?? 0) > bytesMax) return tooMuch(nothing);
  stream.on('data', (chunk: Buffer) => {
    if (bytes === 0) first = chunk;
    else (more ??= [first]).push(chunk);
    bytes += chunk.length;
    if (bytes > bytesMax) tooMuch(read());
  });
  const aborted = (): void => end({ type: 'Aborted' });
  stream.on('end', () => end({ type: 'Read', body: read(), whole: true }));
  stream.on('error', aborted);
  stream.on('close', aborted);
};

const nothing = Buffer.alloc(0);
