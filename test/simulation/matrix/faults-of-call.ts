import type { PortCalled } from '../engine/simulation.ts';
import type { Fault } from '../plan/plan.ts';

type Kind = Fault['kind'];
/** A store: F-7 three times, F-12, and F-13 for what was done; a transaction may also not be done, or be done once more. */
const atStores: readonly Kind[] = ['crash-before', 'crash-after', 'crash-unread', 'refused', 'lost-answer'];
/** A message and its answer: F-7 before it leaves and with the answer in the hand, F-1 twice, and nobody there. */
const onTheWay: readonly Kind[] = ['crash-before', 'crash-after', 'unreachable', 'lost-request', 'lost-answer'];
/** People and WeChat do not die for us; what they send may be lost. */
const ofOthers: readonly Kind[] = ['unreachable', 'lost-request', 'lost-answer'];
/** A terminal's own disk, F-16 and F-29: it works or it does not, and nothing can be lost between it and its program. */
const atJournals: readonly Kind[] = ['crash-before', 'crash-after', 'refused'];

/** Everything that one fault can mean at this call. */
export const faultsOfCall = ({ process, port, call }: PortCalled): readonly Fault[] =>
  kindsAt(process, port).map((kind) => ({ process, port, call, kind }));

const kindsAt = (process: string, port: string): readonly Kind[] => {
  if (port === 'journal' || port === 'deny-list') return atJournals;
  if (port === 'storage') return [...atStores, 'lost-request', 'replayed'];
  if (port !== 'http' && port !== 'deliver') return atStores;
  return process === 'office' || process === 'wechat' || process === 'raid' ? ofOthers : onTheWay;
};
