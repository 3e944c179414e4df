import { jsonBody, signAnswer, signatureHeaders } from '@facepay/wechat-protocol';
import type { HttpAnswer } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { DrawnFaults } from '../faults/fault-box.ts';
import { openAnswer } from '../faults/open-answer.ts';
import type { FaceAnswer } from '../wire/face.ts';

const empty = new Uint8Array();

const isSignError = ({ status, body }: FaceAnswer): boolean =>
  status === 401 && body !== undefined && 'code' in body && body.code === 'SIGN_ERROR';

const staleMs = 600_000;

/** Changes one character in the middle of the signature: still base64, no longer true. */
const spoil = (signature: string): string => {
  const at = Math.floor(signature.length / 2);
  return `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`;
};

const fileAnswer = (status: number, body: Uint8Array, requestId: string): HttpAnswer => ({
  status,
  headers: { 'request-id': requestId, 'content-type': 'application/octet-stream' },
  body,
});

/** Answers and errors alike are signed with the key the request asked for; a `SIGN_ERROR` and a file are not (`k12-wire.md` §1.1). */
export const signFaceAnswer = async (
  engine: Engine,
  told: FaceAnswer,
  wishedSerial: string | undefined,
  faults: DrawnFaults,
): Promise<HttpAnswer> => {
  const { ids, clock, keyRoom } = engine;
  if (told.file !== undefined) return fileAnswer(told.status, told.file, ids.requestId());
  const answer = openAnswer(told, faults, ids.fraction);
  const body = answer.body === undefined ? empty : jsonBody(answer.body);
  const headers: Record<string, string> = { 'request-id': ids.requestId(answer.tail) };
  if (answer.body !== undefined) headers['content-type'] = 'application/json; charset=utf-8';
  const cut = faults.truncate === undefined ? body : body.subarray(0, Math.floor(body.length / 2));
  if (isSignError(answer) || faults.unsigned !== undefined) return { status: answer.status, headers, body: cut };
  const signer = keyRoom.answerSigner(wishedSerial);
  const at = faults['stale-timestamp'] === undefined ? clock.now() : clock.now() - staleMs;
  const signed: Record<string, string> = {
    ...(await signAnswer(signer.sign, {
      timestamp: String(Math.floor(at / 1000)),
      nonce: ids.nonce(32),
      body,
      serial: signer.serial,
    })),
  };
  const signature = signed[signatureHeaders.signature] ?? '';
  if (faults['wrong-signature'] !== undefined) signed[signatureHeaders.signature] = spoil(signature);
  if (faults['probe-signature'] !== undefined)
    signed[signatureHeaders.signature] = `WECHATPAY/SIGNTEST/${signature.slice(19)}`;
  if (faults['wrong-serial'] !== undefined)
    signed[signatureHeaders.serial] = ids.nonce(32).toUpperCase().padEnd(40, '0');
  return { status: answer.status, headers: { ...headers, ...signed }, body: cut };
};
