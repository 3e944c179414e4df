import { ContractId, UserId } from '@facepay/domain';
import type { UserReading } from '@facepay/domain';
import type { FaceUserBody } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';

/** What the user query says; the contract itself is read apart. `user_name` stays encrypted: nothing here needs it. */
export interface UserFacts extends Pick<UserReading, 'userId' | 'faceImage' | 'usage'> {
  /** Absent where nothing was ever signed. */
  readonly contract?: ContractId;
}

/** 刷脸用户信息查询 (`k12-wire.md` §5.5) in our words; left: what stands in the way, in WeChat's. */
export const toUserFacts = (body: FaceUserBody): E.Either<string, UserFacts> => {
  const userId = UserId.of(body.user_id ?? '');
  const usage = usages.get(body.status ?? '');
  if (E.isLeft(userId)) return E.left('user_id missing');
  if (usage === undefined) return E.left('status unknown');
  const facts = { userId: userId.right, usage, faceImage: body.face_image_ok === true ? 'ready' : 'missing' } as const;
  if (body.contract_id !== undefined && body.contract_id !== '') {
    const contract = ContractId.of(body.contract_id);
    return E.isRight(contract) ? E.right({ ...facts, contract: contract.right }) : E.left('contract_id malformed');
  }
  switch (body.contract_state) {
    case undefined:
    case 'NOT_CONTRACTED':
      return E.right(facts);
    default: // a contract that cannot be named cannot be read
      return E.left('contract_id missing');
  }
};

const usages: ReadonlyMap<string, UserReading['usage']> = new Map([
  ['NORMAL', 'normal'],
  ['DISABLED', 'disabled'],
]);
