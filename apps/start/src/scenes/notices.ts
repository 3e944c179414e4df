import * as t from 'io-ts';
import type { World } from '../world/open-world.ts';
import { readAs } from '../world/read-answer.ts';

/** From now on WeChat's notices about users get lost on their way, however often WeChat repeats them. */
export const loseUserNotices = async ({ control }: World): Promise<void> => {
  await control('POST', '/_emulator/faults', { kind: 'notice-drop', match: { pathPrefix: 'FACEPAY.' }, share: 1 });
};

/** The network is well again, and WeChat repeats what was not taken. */
export const deliverLostNotices = async ({ control }: World): Promise<void> => {
  await control('DELETE', '/_emulator/faults');
  const { notices } = readAs(NoticesAnswer, await control('GET', '/_emulator/notices'));
  const open = notices.filter(({ state }) => state === 'pending');
  await Promise.all(open.map(({ id }) => control('POST', `/_emulator/notices/${id}/redeliver`)));
};

const NoticesAnswer = t.type({ notices: t.array(t.type({ id: t.string, state: t.string })) }, 'Notices');
