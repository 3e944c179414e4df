import { type CardFrom, ContractId, type ContractMode, type ContractReading, fromRfc3339 } from '@facepay/domain';
import type { ContractBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

/** 签约查询 (`k12-wire.md` §5.10) in our words; left: what stands in the way, in WeChat's. An unknown value is never guessed. */
export const toContractReading = (body: ContractBody): E.Either<string, ContractReading> => {
  const { contract_state: state } = body;
  if (state === 'NOT_CONTRACTED') return E.right({ status: 'absent' });
  if (state !== 'CONTRACTED' && state !== 'TERMINATED') return E.left('contract_state unknown');
  const contractId = ContractId.of(body.contract_id);
  const mode = modes.get(body.contract_mode ?? '');
  const signedAt = fromRfc3339(body.contract_signed_time ?? '');
  if (E.isLeft(contractId)) return E.left('contract_id malformed');
  if (mode === undefined) return E.left('contract_mode unknown');
  const cardFrom = toCardFrom(mode, body.contract_bank_card_from);
  if (cardFrom === undefined) return E.left('contract_bank_card_from unknown');
  if (signedAt === undefined) return E.left('contract_signed_time missing');
  const terms = { contractId: contractId.right, mode, cardFrom, signedAt };
  if (state === 'CONTRACTED') return E.right({ status: 'signed', ...terms });
  const terminatedAt = fromRfc3339(body.contract_terminated_time ?? '');
  if (terminatedAt === undefined) return E.left('contract_terminated_time missing');
  return E.right({ status: 'terminated', ...terms, terminatedAt });
};

const modes: ReadonlyMap<string, ContractMode> = new Map([
  ['LIMIT_BANK_CARD', 'limited-card'],
  ['PRIORITY_BANK_CARD', 'preferred-card'],
  ['LIMIT_NONE', 'any-card'],
]);

const toCardFrom = (mode: ContractMode, from: string | undefined): CardFrom | undefined => {
  if (from === 'MERCHANT_LIMITED_BANK_CARD') return 'provider';
  if (from === 'USER_SELECT_FREE') return 'payer';
  return from === undefined && mode === 'any-card' ? 'payer' : undefined; // under any card nobody else can have chosen
};
