import { createHmac } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { aeadAlgorithm, encryptField, fieldSeedBytes } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import { beijingDay } from '../beijing-time.ts';
import { outOfRange, refusals } from '../money-truth/payscore-refusal.ts';
import { payscoreBillFile } from '../services/payscore-bill.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { invalidRequest, systemError, wireError } from './wire-error.ts';

const origin = 'https://api.mch.weixin.qq.com';
const linkLifeMs = 5 * 60_000;
const hourMs = 3_600_000;

const fileOf = (engine: Engine, day: string, serviceId: string) =>
  payscoreBillFile(engine.world.payscore.all(), { day, serviceId, sealKey: engine.keyRoom.sealKey });

/** `GET /v3/payscore/merchant-bill` (`payscore-wire.md` §10.4): where the sealed file of a past day is. */
export const payscoreBillFace: Face =
  (engine) =>
  ({ query }) => {
    const day = query.get('bill_date') ?? '';
    const serviceId = query.get('service_id') ?? '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      return refusedAnswer(outOfRange('bill_date'));
    if (engine.payscore.serviceOf(serviceId) === undefined) return refusedAnswer(refusals.noPermission);
    if (query.get('encryption_algorithm') !== aeadAlgorithm) return refusedAnswer(outOfRange('encryption_algorithm'));
    const pack = query.get('tar_type') ?? '';
    if (pack !== '' && pack !== 'GZIP') return refusedAnswer(outOfRange('tar_type'));
    // Made from nine o'clock of the next day on; asked for from ten.
    if (day >= beijingDay(engine.clock.now() - 10 * hourMs)) return wireError(400, 'STATEMENT_CREATING', '账单生成中');
    const file = fileOf(engine, day, serviceId);
    if (file === undefined) return { status: 200, body: { download_bill_count: 0, download_bill_list: [] } };
    const wrapped = encryptField(engine.keyRoom.merchantPublicKey(), file.key, engine.deps.random(fieldSeedBytes));
    if (E.isLeft(wrapped)) return systemError();
    const link = [day, serviceId, pack, engine.clock.now()].join('.');
    const bill = {
      bill_sequence: 1,
      hash_type: 'SHA1',
      hash_value: file.hash,
      download_url: `${origin}/v3/billdownload/file?token=${link}.${sealOf(engine, link)}`,
      encrypt_key: wrapped.right,
      nonce: file.nonce,
    };
    return { status: 200, body: { download_bill_count: 1, download_bill_list: [bill] } };
  };

const sealOf = (engine: Engine, link: string): string =>
  createHmac('sha256', engine.keyRoom.sealKey).update(`bill-link/${link}`).digest('hex').slice(0, 32);

/** `GET /v3/billdownload/file` (`v3-rules.md` §10): the request is signed, the answer is not; good for five minutes. */
export const billDownloadFace: Face =
  (engine) =>
  ({ query }) => {
    const [day = '', serviceId = '', pack = '', madeAt = '', seal] = (query.get('token') ?? '').split('.');
    const genuine = seal === sealOf(engine, [day, serviceId, pack, madeAt].join('.'));
    if (!genuine || engine.clock.now() - Number(madeAt) > linkLifeMs) return invalidRequest('token无效或已过期');
    const file = fileOf(engine, day, serviceId);
    return file === undefined ? systemError() : { status: 200, file: file.sealed(pack === 'GZIP') };
  };
