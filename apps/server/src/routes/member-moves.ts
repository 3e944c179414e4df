import { memberMove } from './member-move.ts';

const sync = memberMove('sync', 'Re-read user and contract from WeChat now', (useCases) => useCases.syncMember);
const terminate = memberMove(
  'terminate',
  'End the contract; from this moment nothing new is charged',
  (useCases) => useCases.terminateContract,
);

export const memberMoveRoutes = [sync, terminate];
