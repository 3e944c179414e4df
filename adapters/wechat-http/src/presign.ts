import type { ContractMode, IdentityDocument, PresignRequest, WechatFailure } from '@facepay/domain';
import { buildPresignBody } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import type { SealField } from './field-sealer.ts';

/** 预签约 on the wire (`k12-wire.md` §5.9): all that names a person, a document or a card is encrypted. */
export const toPresign = (seal: SealField, request: PresignRequest): E.Either<WechatFailure, Uint8Array> =>
  pipe(
    E.Do,
    E.bind('name', () => seal('facepay_user.identification_name', request.name)),
    E.bind('phone', () => seal('facepay_user.phone', request.phone)),
    E.bind('identification', () => toIdentification(seal, 'facepay_user', request.identity)),
    E.bind('card', () => toCard(seal, request.bankCard)),
    E.map(({ name, phone, identification, card }) =>
      buildPresignBody({
        business_name: 'K12',
        facepay_user: {
          out_user_id: request.outUserId,
          organization_id: request.organization,
          identification_name: name,
          identification,
          phone,
        },
        limit_bank_card: card,
        contract_mode: modes[request.mode],
      }),
    ),
  );

const toIdentification = (seal: SealField, of: string, identity: IdentityDocument | undefined) =>
  pipe(
    seal(`${of}.identification.identification_number`, identity?.number),
    E.map((number) =>
      number === undefined ? undefined : { identification_type: 'IDCARD', identification_number: number },
    ),
  );

const toCard = (seal: SealField, card: PresignRequest['bankCard']) => {
  if (card === undefined) return E.right(undefined);
  return pipe(
    E.Do,
    E.bind('number', () => seal('limit_bank_card.bank_card_number', card.number)),
    E.bind('holder', () => seal('limit_bank_card.identification_name', card.holder)),
    E.bind('identification', () => toIdentification(seal, 'limit_bank_card', card.identity)),
    E.bind('phone', () => seal('limit_bank_card.phone', card.phone)),
    E.map(({ number, holder, identification, phone }) => ({
      bank_card_number: number,
      identification_name: holder,
      identification,
      valid_thru: card.validThrough,
      phone,
    })),
  );
};

const modes: Readonly<Record<ContractMode, string>> = {
  'limited-card': 'LIMIT_BANK_CARD',
  'preferred-card': 'PRIORITY_BANK_CARD',
  'any-card': 'LIMIT_NONE',
};
