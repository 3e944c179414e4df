import type { FaceAnswer } from './face.ts';

export interface ParameterFault {
  /** JSON pointer, or the name of a query or path parameter. */
  readonly field: string;
  readonly issue: string;
  readonly value?: string | number;
  readonly location?: 'body' | 'query' | 'path';
}

/** The error body of `v3-rules.md` §8. */
export const wireError = (status: number, code: string, message: string, detail?: object): FaceAnswer => ({
  status,
  body: { code, message, ...(detail !== undefined && { detail }) },
});

export const paramError = ({ field, issue, value, location = 'body' }: ParameterFault): FaceAnswer =>
  wireError(400, 'PARAM_ERROR', '参数错误', { field, value, issue, location });

export const invalidRequest = (message: string): FaceAnswer => wireError(400, 'INVALID_REQUEST', message);

export const noAuth = (message: string): FaceAnswer => wireError(403, 'NO_AUTH', message);

export const notExists = (message: string): FaceAnswer => wireError(404, 'RESOURCE_NOT_EXISTS', message);

export const systemError = (): FaceAnswer => wireError(500, 'SYSTEM_ERROR', '系统错误');

export const tooManyRequests = (): FaceAnswer => wireError(429, 'FREQUENCY_LIMITED', '频率超限');
