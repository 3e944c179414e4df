import { createServer } from 'node:http';

export interface CaughtNotice {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface NoticeBox {
  readonly url: string;
  /** In the order of arrival. */
  readonly notices: () => readonly CaughtNotice[];
  readonly close: () => Promise<void>;
}

/** A letter box for WeChat's notices: takes everything in, unopened. */
export const openNoticeBox = async (): Promise<NoticeBox> => {
  const notices: CaughtNotice[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join() ?? '']);
      notices.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/notify`,
    notices: () => notices,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
