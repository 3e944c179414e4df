import { beijingTime } from '../beijing-time.ts';
import { stateOfContract } from '../money-truth/face-user.ts';
import type { Face } from './face.ts';
import { notExists } from './wire-error.ts';

/** `GET /v3/offlineface/contracts/{contract_id}` (`k12-wire.md` §5.10). */
export const queryContractFace: Face =
  (engine) =>
  ({ params: [contractId = ''], query }) => {
    const contract = engine.world.contracts.get(contractId);
    if (contract === undefined) return notExists('签约不存在');
    const { mchid, appid } = engine.keyRoom.keys();
    const { terminatedAt } = contract;
    return {
      status: 200,
      body: {
        contract_id: contractId,
        mchid,
        appid: query.get('appid') ?? appid,
        organization_id: contract.organizationId,
        [engine.settings.useIdSpelling ? 'use_id' : 'user_id']: contract.userId,
        openid: contract.openid,
        contract_state: stateOfContract(contract),
        contract_signed_time: beijingTime(contract.signedAt),
        contract_terminated_time: terminatedAt === undefined ? undefined : beijingTime(terminatedAt),
        contract_mode: contract.mode,
        contract_bank_card_from: contract.bankCardFrom,
      },
    };
  };
