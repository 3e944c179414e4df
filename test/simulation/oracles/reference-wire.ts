import { decodeUploadEntry, voucherHash } from '@facepay/device-protocol';
import type { NumberedEvent } from '@facepay/domain';
import { apiV3Key, dateTimeToMs, decryptResource, type HttpRequest } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { createHash, verify } from 'node:crypto';
import { deviceKeyOf } from '../world/keys.ts';
import type { News, Offer, Says, Shown, ShownPupil, Terms } from '../reference/seen.ts';

/** What travels, read into the plain words of the reference model; no rule is applied here. */
export type Json = Readonly<Record<string, unknown>>;

export const readJson = (bytes: Uint8Array): Json => {
  if (bytes.length === 0) return {};
  try {
    return partOf(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return {};
  }
};
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const partOf = (value: unknown): Json => (isJson(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const maybeText = <N extends string>(name: N, value: unknown): { readonly [K in N]?: string } =>
  typeof value === 'string' ? ({ [name]: value } as { readonly [K in N]: string }) : {};
const maybeNumber = <N extends string>(name: N, value: unknown): { readonly [K in N]?: number } =>
  typeof value === 'number' ? ({ [name]: value } as { readonly [K in N]: number }) : {};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Nothing where the entry is no voucher that this device signed. */
export const offerOf = (entry: unknown, deviceId: string): Offer | undefined => {
  const read = decodeUploadEntry(entry);
  if (E.isLeft(read) || read.right.voucher.deviceId !== deviceId) return undefined;
  const { voucher, body, signature } = read.right;
  if (!verify(null, body, deviceKeyOf(deviceId).publicKey, signature)) return undefined;
  const chain = `${deviceId}/${voucher.keyEpoch}`;
  return {
    voucher: `${chain}/${voucher.sequence}`,
    before: `${chain}/${voucher.sequence - 1}`,
    hash: hex(voucherHash(read.right)),
    previous: hex(voucher.previousHash),
    device: deviceId,
    pupil: voucher.outUserId,
    user: voucher.userId,
    organization: voucher.organizationId,
    merchant: voucher.subMchid,
    fen: voucher.amountFen,
    saleAt: voucher.saleAtMs,
    credential: voucher.credential,
    credentialHash: hashOf(voucher.credential),
  };
};

/** The order in a request or an answer of `/v3/offlineface/transactions`. */
export const wantedOf = (body: Json) => {
  const amount = partOf(body['amount']);
  return {
    ...maybeText('credential', body['auth_code']),
    ...maybeNumber('fen', amount['total']),
    ...maybeText('currency', amount['currency']),
    ...maybeText('merchant', body['sub_mchid']),
  };
};
export const saysOf = (status: number, body: Json): Says => ({
  status,
  ...wantedOf(body),
  ...maybeText('code', body['code']),
  ...maybeText('message', body['message']),
  ...maybeText('no', body['out_trade_no']),
  ...maybeText('state', body['trade_state']),
  ...maybeText('debt', body['debt_state']),
  ...maybeText('error', body['error_type']),
  ...maybeNumber('paidAt', dateTimeToMs(textOf(body['success_time']))),
});

export const newsOf = (body: NumberedEvent['body']): News => {
  const told = partOf(body);
  const sale = partOf(told['sale']);
  const limits = partOf(told['limits']);
  return {
    type: body.type,
    ...maybeText('voucher', sale['voucher'] ?? told['voucher']),
    ...maybeText('credentialHash', sale['credentialHash']),
    ...maybeText('no', told['no']),
    ...maybeText('reason', told['reason'] ?? told['cause']),
    ...maybeText('sale', told['deduction']),
    ...maybeText('user', told['userId']),
    ...maybeText('usage', told['usage']),
    ...maybeNumber('at', told['at']),
    ...maybeNumber('paidAt', told['paidAt']),
    ...maybeNumber('version', told['listVersion']),
    limits: { ...maybeNumber('single', limits['single']), ...maybeNumber('day', limits['day']) },
  };
};

export const limitsAskedOf = (body: Json) => ({
  ...maybeNumber('single', body['singleLimitFen']),
  ...maybeNumber('day', body['dayLimitFen']),
});
export const termsOf = (body: Json): Terms => ({
  organization: textOf(body['organizationId']),
  merchant: textOf(body['subMchid']),
  testMerchant: body['testMerchant'] === true,
  ...limitsAskedOf(body),
});

/** Whom or what a notice is about; nothing where it cannot be opened. */
export const subjectOf = (request: HttpRequest, apiV3Keys: readonly string[]) => {
  const { algorithm, nonce, ciphertext, associated_data } = partOf(readJson(request.body)['resource']);
  const keys = apiV3Keys.flatMap((key) => {
    const read = apiV3Key(key);
    return E.isRight(read) ? [read.right] : [];
  });
  const resource = { algorithm: textOf(algorithm), nonce: textOf(nonce), ciphertext: textOf(ciphertext) };
  const opened = decryptResource(keys, { ...resource, associated_data: textOf(associated_data) });
  const content = E.isRight(opened) ? readJson(opened.right) : {};
  const no = content['out_trade_no'];
  return { ...maybeText('no', no), ...(no === undefined ? maybeText('pupil', content['out_user_id']) : {}) };
};

export const shownOf = (item: Json): Shown => ({
  id: textOf(item['deductionId']),
  state: textOf(item['state']),
  fen: Number(item['amountFen']),
  pupil: textOf(item['outUserId']),
  no: textOf(item['deductionNo']),
  reason: textOf(item['reason']),
  attempts: Number(item['attemptsTotal']),
});
export const shownPupilOf = (item: Json): ShownPupil => {
  const limits = partOf(item['limits']);
  return {
    id: textOf(item['outUserId']),
    contract: textOf(partOf(item['contract'])['status']),
    usage: textOf(item['usage']),
    blocked: item['blockedAt'] !== undefined,
    denied: item['denied'] === true,
    debts: listOf(partOf(item['debt'])['deductionIds']).map(textOf).toSorted().join(),
    ...maybeNumber('used', limits['dayUsedFen']),
    ...maybeNumber('left', limits['dayLeftFen']),
  };
};

/** All items of a list of the API. */
export const everyPage = async (ask: (target: string) => Promise<unknown>, first: string): Promise<readonly Json[]> => {
  const items: Json[] = [];
  for (let target: string | undefined = first; target !== undefined;) {
    const page = partOf(await ask(target));
    items.push(...listOf(page['items']).map(partOf));
    const next = textOf(page['nextCursor']);
    target = next === '' ? undefined : `${first}&cursor=${encodeURIComponent(next)}`;
  }
  return items;
};
