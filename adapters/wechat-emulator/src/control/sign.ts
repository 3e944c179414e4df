import type * as t from 'io-ts';
import type { Engine } from '../engine.ts';
import { stateOfContract } from '../money-truth/face-user.ts';
import type { FaceUser } from '../money-truth/face-user.ts';
import type { Signing } from '../services/face-users.ts';
import type { PresignSession, SignUpToken } from '../world/records.ts';
import { ok, taking } from './control-face.ts';
import { miniProgramRefusal } from './mini-program-refusal.ts';
import type { MiniProgramRefusal } from './mini-program-refusal.ts';
import { SignBody } from './shapes.ts';
import { tailTaken } from './tail-taken.ts';

type SigningBody = t.TypeOf<typeof SignBody>;

const findToken = (engine: Engine, body: SigningBody): SignUpToken | MiniProgramRefusal => {
  const kind = body.presignToken === undefined ? 'token' : 'presign';
  const token = engine.tokens.find(body.presignToken ?? body.token ?? '');
  if (token === undefined) return 'tokenUnknown';
  if (token.kind !== kind) return 'typeDiffers';
  if ((body.outUserId ?? token.outUserId) !== token.outUserId) return 'tokenOfAnother';
  return engine.tokens.expired(token) ? 'tokenExpired' : token;
};

const signed = (engine: Engine, user: FaceUser): boolean =>
  stateOfContract(engine.users.contractOf(user)) === 'CONTRACTED';

/** One WeChat account signs several users, but not two of one name. */
const sameNameSigned = (engine: Engine, user: FaceUser, openid: string): boolean =>
  user.name !== '' &&
  engine.world.users
    .values()
    .some(
      (other) =>
        other.userId !== user.userId &&
        other.name === user.name &&
        engine.users.contractOf(other)?.openid === openid &&
        signed(engine, other),
    );

/** Someone who signs before the photo is taken is known by number only, or by what the pre-signing said. */
const ensureUser = (engine: Engine, { organizationId, outUserId, presign }: SignUpToken): FaceUser =>
  engine.users.find(organizationId, outUserId) ??
  engine.users.put(
    {
      organizationId,
      outUserId,
      name: presign?.name ?? '',
      phone: presign?.phone ?? '',
      classOrPost: '',
      userType: 'STUDENT',
    },
    presign?.identityNumber === undefined ? {} : { identityNumber: presign.identityNumber },
  );

/** `k12-wire.md` §3.1: a wrong phone downgrades a preferred card, in silence, and stops a limited one. */
const signingOf = (openid: string, presign: PresignSession | undefined, wrongPhone: boolean): Signing | undefined => {
  if (presign?.cardNumber === undefined || presign.mode === 'LIMIT_NONE')
    return { openid, mode: 'LIMIT_NONE', bankCardFrom: 'USER_SELECT_FREE' };
  const { mode, cardNumber } = presign;
  if (!wrongPhone) return { openid, mode, bankCardFrom: 'MERCHANT_LIMITED_BANK_CARD', cardNumber };
  return mode === 'PRIORITY_BANK_CARD' ? { openid, mode, bankCardFrom: 'USER_SELECT_FREE' } : undefined;
};

/** A given card that the account does not have is bound on the way (一键绑卡). */
const bindCard = (engine: Engine, openid: string, cardNumber: string | undefined): void => {
  const { cards } = engine.payers.ensure(openid);
  if (cardNumber === undefined || cards.some((card) => card.cardNumber === cardNumber)) return;
  engine.payers.change(openid, { cards: [...cards, { bankType: 'CMB_DEBIT', cardNumber, outcome: 'success' }] });
};

/** The sign mini program: the payer agrees, the provider is told. */
export const signFace = taking(SignBody, (engine, body) => {
  const token = findToken(engine, body);
  if (typeof token === 'string') return miniProgramRefusal(token);
  if (body.openid.trim() === '' || body.openid.length > 128) return miniProgramRefusal('parameterWrong');
  const signing = signingOf(body.openid, token.presign, body.wrongCardPhone ?? false);
  if (signing === undefined) return miniProgramRefusal('cardPhoneWrong');
  const known = engine.users.find(token.organizationId, token.outUserId);
  if (known !== undefined && signed(engine, known)) return miniProgramRefusal('signedAlready');
  const user = known ?? ensureUser(engine, token);
  if (sameNameSigned(engine, user, body.openid)) return miniProgramRefusal('sameName');
  if (tailTaken(engine, user, body.openid)) return miniProgramRefusal('tailTaken');
  bindCard(engine, body.openid, signing.cardNumber);
  const contract = engine.users.sign(user, signing);
  return ok({
    userId: user.userId,
    outUserId: user.outUserId,
    organizationId: user.organizationId,
    openid: body.openid,
    contractId: contract.contractId,
    contractMode: contract.mode,
    bankCardFrom: contract.bankCardFrom,
  });
});
