import type { HttpAnswer } from '../http-message.ts';
import { problemHeaders, problemOf } from './problem.ts';
import type { Refusal } from './refusal.ts';

/** On every answer. Nothing of ours belongs in a cache or in a frame. */
const headersOf = (requestId: string, contentType: string): Record<string, string> => ({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-request-id': requestId,
  'content-type': contentType,
});

const json = 'application/json; charset=utf-8';
const problemJson = 'application/problem+json; charset=utf-8';

const textAnswer = (
  status: number,
  requestId: string,
  contentType: string,
  body: string,
  more?: Readonly<Record<string, string>>,
): HttpAnswer => ({
  status,
  headers: more === undefined ? headersOf(requestId, contentType) : { ...headersOf(requestId, contentType), ...more },
  body: Buffer.from(body, 'utf8'),
});

export const jsonAnswer = (status: number, requestId: string, body: unknown): HttpAnswer =>
  textAnswer(status, requestId, json, JSON.stringify(body));

/** What was done for an earlier request, byte for byte; its headers name the request that is answered now. */
export const keptAnswer = (requestId: string, body: string): HttpAnswer =>
  textAnswer(200, requestId, json, body, { 'idempotent-replayed': 'true' });

/** A page that loads and runs nothing. */
export const pageAnswer = (requestId: string, contentType: string, body: string): HttpAnswer =>
  textAnswer(200, requestId, contentType, body, {
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });

/** `application/problem+json` (RFC 9457). */
export const problemAnswer = (refusal: Refusal, requestId: string): HttpAnswer => {
  const problem = problemOf(refusal, requestId);
  const headers = problemHeaders(refusal);
  return textAnswer(problem.status, requestId, problemJson, JSON.stringify(problem), headers);
};

/** What WeChat expects of a notice that was not taken in (`v3-rules.md`); the status decides. */
export const noticeProblemAnswer = (refusal: Refusal, requestId: string): HttpAnswer => {
  const { status, detailZh } = problemOf(refusal, requestId);
  const body = JSON.stringify({ code: 'FAIL', message: detailZh });
  return textAnswer(status, requestId, json, body, problemHeaders(refusal));
};
