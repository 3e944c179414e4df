import type { Attack } from '../plan/plan.ts';
import { attackChain } from './attack-chain.ts';
import { attackForgeries } from './attack-forgeries.ts';
import { attackNotices } from './attack-notices.ts';
import { attackRequests } from './attack-requests.ts';
import { attackRush } from './attack-rush.ts';
import { attackTenants } from './attack-tenants.ts';
import { attackVouchers } from './attack-vouchers.ts';
import type { Raid } from './raid.ts';

/** `index` keeps the boxes of two raids apart. */
export const playAttack = (raid: Raid, attack: Attack, index: number): Promise<void> => {
  switch (attack) {
    case 'requests':
      return attackRequests(raid, index);
    case 'vouchers':
      return attackVouchers(raid, index);
    case 'chain':
      return attackChain(raid, index);
    case 'rush':
      return attackRush(raid, index);
    case 'tenants':
      return attackTenants(raid);
    case 'notices':
      return attackNotices(raid, index).then(() => attackForgeries(raid, index));
  }
};
