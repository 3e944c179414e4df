import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { PresignRequest } from '@facepay/wechat-protocol';
import type { Engine } from '../engine.ts';
import type { ContractMode } from '../money-truth/face-user.ts';
import type { PresignSession } from '../world/records.ts';
import type { Face, FaceAnswer } from './face.ts';
import { fieldOpener } from './open-field.ts';
import { readBody, textFault } from './read-body.ts';
import { paramError } from './wire-error.ts';

const modes: readonly string[] = ['LIMIT_BANK_CARD', 'PRIORITY_BANK_CARD', 'LIMIT_NONE'] satisfies ContractMode[];

const isMode = (text: string): text is ContractMode => modes.includes(text);

/** Left out: a limited card if there is one, else any card (`k12-wire.md` §3.1). */
const modeOf = ({ contract_mode: mode, limit_bank_card: card }: PresignRequest): E.Either<FaceAnswer, ContractMode> => {
  if (mode === undefined) return E.right(card?.bank_card_number === undefined ? 'LIMIT_NONE' : 'LIMIT_BANK_CARD');
  if (!isMode(mode)) return E.left(paramError({ field: '/contract_mode', issue: '取值错误', value: mode }));
  if (mode !== 'LIMIT_NONE' && card?.bank_card_number === undefined)
    return E.left(paramError({ field: '/limit_bank_card/bank_card_number', issue: '指定卡签约必须传入银行卡号' }));
  return E.right(mode);
};

const shapeFault = ({ business_name: business, facepay_user: user, limit_bank_card: card }: PresignRequest) =>
  textFault([
    { field: '/business_name', value: business, max: 32 },
    { field: '/facepay_user/out_user_id', value: user.out_user_id, min: 6, max: 32 },
    { field: '/limit_bank_card/valid_thru', value: card?.valid_thru, max: 5, pattern: /^(0[1-9]|1[0-2])\/\d{2}$/ },
  ]);

const sessionOf = (engine: Engine, body: PresignRequest, serial: string | undefined) => {
  const open = fieldOpener(engine, serial);
  const { facepay_user: user, limit_bank_card: card } = body;
  const openName = () => {
    const name = open('/facepay_user/identification_name', user.identification_name);
    // The page shows this one field in the clear; libraries encrypt it.
    return E.isLeft(name) && engine.settings.acceptPlainIdentificationName && isPlain(user.identification_name)
      ? E.right(user.identification_name)
      : name;
  };
  return pipe(
    E.Do,
    E.bind('mode', () => modeOf(body)),
    E.bind('name', openName),
    E.bind('phone', () => open('/facepay_user/phone', user.phone)),
    E.bind('identityNumber', () =>
      open('/facepay_user/identification/identification_number', user.identification?.identification_number),
    ),
    E.bind('cardNumber', () => open('/limit_bank_card/bank_card_number', card?.bank_card_number)),
    E.bind('cardPhone', () => open('/limit_bank_card/phone', card?.phone)),
    E.map(({ mode, name, phone, identityNumber, cardNumber }): PresignSession => ({
      mode,
      ...(name !== undefined && { name }),
      ...(phone !== undefined && { phone }),
      ...(identityNumber !== undefined && { identityNumber }),
      ...(cardNumber !== undefined && mode !== 'LIMIT_NONE' && { cardNumber }),
    })),
  );
};

/** A ciphertext is at least as long as the modulus; a name never is. */
const isPlain = (name: string | undefined): name is string => name !== undefined && name.length < 64;

/** `POST /v3/offlineface/contracts/presign` (`k12-wire.md` §5.9). */
export const presignFace: Face =
  (engine) =>
  ({ body, serial }) =>
    pipe(
      readBody(PresignRequest, body),
      E.flatMap((request) => {
        const { organization_id: organizationId, out_user_id: outUserId } = request.facepay_user;
        const fault = shapeFault(request);
        if (fault !== undefined) return E.left(fault);
        if (engine.world.organizations.get(organizationId) === undefined)
          return E.left(
            paramError({ field: '/facepay_user/organization_id', issue: '机构不存在', value: organizationId }),
          );
        return pipe(
          sessionOf(engine, request, serial),
          E.map((session) => ({
            status: 200,
            body: { presign_token: engine.tokens.issue(organizationId, outUserId, session) },
          })),
        );
      }),
      E.toUnion,
    );
