import type { IncomingMessage } from 'node:http';

export type ReadBody =
  /** At most one byte more than asked for; the rest is left unread. */
  | { readonly type: 'Read'; readonly body: Uint8Array; readonly whole: boolean }
  /** The client went away. */
  | { readonly type: 'Aborted' };

/** Reads while there is room; never keeps more than the cap and one byte (BAD-24). */
export const readBody = (stream: IncomingMessage, bytesMax: number): Promise<ReadBody> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (result: ReadBody): void => {
      stream.removeAllListeners('data');
      stream.pause();
      resolve(result);
    };
    const kept = (whole: boolean): ReadBody => ({
      type: 'Read',
      body: new Uint8Array(Buffer.concat(chunks).subarray(0, bytesMax + 1)),
      whole,
    });
    if (Number(stream.headers['content-length'] ?? 0) > bytesMax) return end(kept(false));
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > bytesMax) end(kept(false));
    });
    stream.once('end', () => end(kept(true)));
    stream.once('error', () => end({ type: 'Aborted' }));
    stream.once('close', () => end({ type: 'Aborted' }));
  });
