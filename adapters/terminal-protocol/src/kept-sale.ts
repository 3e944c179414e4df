import { credentialHash } from '@facepay/device-protocol';
import type { CredentialHash, KeptSale, UnsignedSale } from '@facepay/domain';
import { createHash } from 'node:crypto';
import { credentialWhole } from './credential-whole.ts';

/** Begins what a sale without a voucher is kept as; no signed voucher begins so. */
const mark = 'sale without a voucher, 1\n';

/** The same sale is the same bytes: its members in one order, behind a mark. */
export const keptSale = (sale: UnsignedSale): KeptSale => {
  const { organization, outUserId, userId, terminal, amount, saleAt, credential, description } = sale;
  const members = { organization, outUserId, userId, terminal, amount, saleAt, credential, description };
  const bytes = Buffer.from(`${mark}${JSON.stringify(members)}`, 'utf8');
  return {
    bytes: bytes.toString('base64'),
    hash: createHash('sha256').update(bytes).digest('hex'),
    credentialHash: Buffer.from(credentialHash(credential)).toString('hex') as CredentialHash,
    credentialWhole: credentialWhole(credential),
  };
};

/** Nothing where these bytes are no such sale. */
export const detailsOfKeptSale = (
  bytes: string,
): { readonly credential: string; readonly description: string } | undefined => {
  const text = Buffer.from(bytes, 'base64').toString('utf8');
  if (!text.startsWith(mark)) return undefined;
  const sale: unknown = JSON.parse(text.slice(mark.length)); // our own bytes, kept as they were made
  return isDetailed(sale) ? { credential: sale.credential, description: sale.description } : undefined;
};
const isDetailed = (sale: unknown): sale is Pick<UnsignedSale, 'credential' | 'description'> =>
  typeof sale === 'object' &&
  sale !== null &&
  'credential' in sale &&
  typeof sale.credential === 'string' &&
  'description' in sale &&
  typeof sale.description === 'string';
