import * as E from 'fp-ts/lib/Either.js';
import { stateOfContract } from '../money-truth/face-user.ts';
import type { BankCardFrom, Contract, ContractMode, FaceUser } from '../money-truth/face-user.ts';
import type { ServiceDeps } from './service-deps.ts';

type TerminateRefusal = { readonly type: 'NotContracted' | 'DebtOpen' };

export interface Signing {
  readonly openid: string;
  readonly mode: ContractMode;
  readonly bankCardFrom: BankCardFrom;
  readonly cardNumber?: string;
}

interface NewUser {
  readonly organizationId: string;
  readonly outUserId: string;
  readonly name: string;
  readonly phone: string;
  readonly classOrPost: string;
  readonly userType: FaceUser['userType'];
}

/** Face users and their contracts: every change of an axis of `k12-wire.md` §3. */
export interface FaceUsers {
  readonly find: (organizationId: string, outUserId: string) => FaceUser | undefined;
  /** Makes the user, or changes what is given; the user id of an organization's `out_user_id` stays. */
  readonly put: (user: NewUser, change: Partial<FaceUser>) => FaceUser;
  readonly change: (user: FaceUser, change: Partial<FaceUser>) => FaceUser;
  readonly contractOf: (user: FaceUser) => Contract | undefined;
  readonly sign: (user: FaceUser, signing: Signing) => Contract;
  readonly terminate: (user: FaceUser) => E.Either<TerminateRefusal, void>;
  /** By the provider, or inside WeChat; each lifts only its own. */
  readonly setBlock: (user: FaceUser, by: 'disabled' | 'wechatBlocked', blocked: boolean) => void;
}

export const createFaceUsers = (deps: ServiceDeps): FaceUsers => {
  const { world, clock, ids, settings, tell } = deps;
  const find: FaceUsers['find'] = (organizationId, outUserId) => {
    const userId = world.userIds.get(`${organizationId}/${outUserId}`);
    return userId === undefined ? undefined : world.users.get(userId);
  };
  const keep = (user: FaceUser): FaceUser => {
    world.users.put(user.userId, user);
    const organization = world.organizations.get(user.organizationId);
    if (organization !== undefined)
      world.organizations.put(user.organizationId, { ...organization, facesVersion: organization.facesVersion + 1 });
    return user;
  };
  const contractOf = (user: FaceUser) =>
    user.contractId === undefined ? undefined : world.contracts.get(user.contractId);
  return {
    find,
    put: (known, change) => {
      const user = find(known.organizationId, known.outUserId);
      if (user !== undefined) return keep({ ...user, ...known, ...change });
      const userId = ids.userId();
      world.userIds.put(`${known.organizationId}/${known.outUserId}`, userId);
      return keep({
        userId,
        faceImageOk: false,
        faceSeed: seedOf(`${known.organizationId}/${known.outUserId}`),
        disabled: false,
        wechatBlocked: false,
        platformBlocked: false,
        ...known,
        ...change,
      });
    },
    change: (user, change) => keep({ ...user, ...change }),
    contractOf,
    sign: (user, signing) => {
      const contract: Contract = {
        contractId: ids.contractId(),
        organizationId: user.organizationId,
        userId: user.userId,
        ...signing,
        signedAt: clock.now(),
      };
      world.contracts.put(contract.contractId, contract);
      tell.userStateChanged(keep({ ...user, contractId: contract.contractId }), clock.now());
      return contract;
    },
    terminate: (user) => {
      const contract = contractOf(user);
      if (contract === undefined || stateOfContract(contract) !== 'CONTRACTED')
        return E.left({ type: 'NotContracted' });
      if (settings.terminateWithOpenDebt === 'refuse' && world.orders.openAdvances(user.userId) > 0)
        return E.left({ type: 'DebtOpen' });
      world.contracts.put(contract.contractId, { ...contract, terminatedAt: clock.now() });
      tell.userStateChanged(keep(user), clock.now());
      return E.right(undefined);
    },
    setBlock: (user, by, blocked) => {
      if (user[by] === blocked) return;
      const changed = keep({ ...user, [by]: blocked });
      if (blocked || settings.enableNotices) tell.userStateChanged(changed, clock.now());
    },
  };
};

/** FNV-1a: a face of one's own for everybody, the same on every run. */
const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};
