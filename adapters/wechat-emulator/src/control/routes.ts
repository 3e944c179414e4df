import { getClockFace, setClockFace } from './clock.ts';
import type { ControlFace } from './control-face.ts';
import { ok } from './control-face.ts';
import { mintFace } from './credentials.ts';
import { enrolFace } from './enrol.ts';
import { faceDialogFace, payscoreStatusFace, putFacePersonFace } from './face-terminals.ts';
import { facesFace } from './faces.ts';
import { addFaultFace, clearFaultsFace, listFaultsFace } from './faults.ts';
import { ledgerOf } from './ledger.ts';
import { merchantFace, notifyUrlFace, organizationFace } from './merchant.ts';
import { listNoticesFace, redeliverFace } from './notices.ts';
import { putPayerFace, repayFace } from './payers.ts';
import { confirmPayscoreControl, payPayscoreControl } from './payscore-orders.ts';
import { getPayscoreUserControl, setPayscoreUserControl } from './payscore-users.ts';
import { reEnrolFace } from './re-enrol.ts';
import { rotateKeysFace } from './rotate-keys.ts';
import { signFace } from './sign.ts';
import { disableUserFace, enableUserFace, getUserFace, terminateUserFace } from './users.ts';

export interface ControlRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly face: ControlFace;
}

const at = (method: string, path: string, face: ControlFace): ControlRoute => ({
  method,
  pattern: new RegExp(`^/_emulator/${path.replaceAll('*', '([^/]+)')}$`),
  face,
});

/** The control plane of `product.md` §5. */
export const controlRoutes: readonly ControlRoute[] = [
  at('GET', 'merchant', merchantFace),
  at('POST', 'notify-url', notifyUrlFace),
  at('POST', 'organizations', organizationFace),
  at('POST', 'mini-programs/enrol', enrolFace),
  at('POST', 'mini-programs/sign', signFace),
  at('POST', 'mini-programs/re-enrol', reEnrolFace),
  at('PUT', 'payers/*', putPayerFace),
  at('POST', 'payers/*/repay', repayFace),
  at('GET', 'users/*', getUserFace),
  at('POST', 'users/*/terminate', terminateUserFace),
  at('POST', 'users/*/disable', disableUserFace),
  at('POST', 'users/*/enable', enableUserFace),
  at('POST', 'credentials', mintFace),
  at('GET', 'clock', getClockFace),
  at('POST', 'clock', setClockFace),
  at('GET', 'faults', listFaultsFace),
  at('POST', 'faults', addFaultFace),
  at('DELETE', 'faults', clearFaultsFace),
  at('POST', 'keys/rotate', rotateKeysFace),
  at('GET', 'ledger', (engine) => () => ok(ledgerOf(engine.world))),
  at('GET', 'notices', listNoticesFace),
  at('POST', 'notices/*/redeliver', redeliverFace),
  at('GET', 'faces', facesFace),
  at('PUT', 'face/people/*', putFacePersonFace),
  at('POST', 'face/payscore-status', payscoreStatusFace),
  at('POST', 'face/dialogs/*', faceDialogFace),
  at('POST', 'payscore/orders/*/confirm', confirmPayscoreControl),
  at('POST', 'payscore/orders/*/pay', payPayscoreControl),
  at('GET', 'payscore/users/*', getPayscoreUserControl),
  at('POST', 'payscore/users/*', setPayscoreUserControl),
];
