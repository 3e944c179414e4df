import { FaultBody } from '../faults/fault.ts';
import type { ControlFace } from './control-face.ts';
import { ok, refuse, taking } from './control-face.ts';

export const addFaultFace = taking(FaultBody, (engine, rule) => {
  const { count, share, delayMs } = rule;
  if (count !== undefined && !(Number.isSafeInteger(count) && count > 0))
    return refuse(400, 'COUNT_MALFORMED', 'count is a positive whole number');
  if (share !== undefined && !(share >= 0 && share <= 1))
    return refuse(400, 'SHARE_MALFORMED', 'share lies between 0 and 1');
  if (delayMs !== undefined && !(Number.isSafeInteger(delayMs) && delayMs >= 0))
    return refuse(400, 'DELAY_MALFORMED', 'delayMs is a whole number, not negative');
  engine.faults.add(rule);
  return ok({ faults: engine.faults.rules() });
});

export const listFaultsFace: ControlFace = (engine) => () => ok({ faults: engine.faults.rules() });

export const clearFaultsFace: ControlFace = (engine) => () => {
  engine.faults.clear();
  return { status: 204 };
};
