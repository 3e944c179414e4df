import type { ServerResponse } from 'node:http';

/** Head and body in one write. */
export const answerJson = (response: ServerResponse, status: number, content: string): void => {
  const body = Buffer.from(content, 'utf8');
  response.writeHead(status, ['content-type', 'application/json', 'content-length', String(body.length)]);
  response.end(body.toString('latin1'), 'latin1');
};
