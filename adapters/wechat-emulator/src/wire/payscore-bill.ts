import { outOfRange, refusals } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { wireError } from './wire-error.ts';

/**
 * `GET /v3/payscore/merchant-bill` (`payscore-wire.md` §10.4), direct merchants only. This WeChat writes no bill files: each day
 * answers as one without money does (`v3-rules.md` §10).
 */
export const payscoreBillFace: Face =
  (engine) =>
  ({ query }) => {
    const day = query.get('bill_date') ?? '';
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || Number.isNaN(Date.parse(day)))
      return refusedAnswer(outOfRange('bill_date'));
    if (query.get('encryption_algorithm') !== 'AEAD_AES_256_GCM')
      return refusedAnswer(outOfRange('encryption_algorithm'));
    const zip = query.get('tar_type');
    if (zip !== null && zip !== 'GZIP') return refusedAnswer(outOfRange('tar_type'));
    return engine.payscore.serviceOf(query.get('service_id') ?? '') === undefined
      ? refusedAnswer(refusals.noPermission)
      : wireError(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在');
  };
