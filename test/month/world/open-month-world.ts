import { transportFromHandle } from '@facepay/wechat-protocol';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { at, firstDay } from '../script/school-days.ts';
import { type CounterNo, counterNos } from '../script/step.ts';
import { openDueRows } from './due-rows.ts';
import { monthKeys, serverOrigin } from './month-keys.ts';
import { createOffice, type Office, schoolName, type SchoolNumbers } from './office.ts';
import { openOurSide, type OurOptions } from './our-side.ts';
import { createTill, type Till } from './till.ts';
import { createMonthTime, type MonthTime } from './time.ts';
import { openWechatSide, type WechatSide } from './wechat-side.ts';

/** A school, its server and workers on a real file, and WeChat Pay, in one process on the emulator's clock. */
export interface MonthWorld {
  readonly time: MonthTime;
  readonly wechat: WechatSide;
  readonly school: SchoolNumbers;
  readonly office: Office;
  readonly tills: Readonly<Record<CounterNo, Till>>;
  readonly userIdOf: (pupil: number) => string;
  /** Does what is due now, and lets no time pass. */
  readonly settle: () => Promise<void>;
  /** What our workers complained of. */
  readonly warnings: readonly string[];
  readonly close: () => Promise<void>;
}

export const openMonthWorld = async (accounts: readonly object[], options: OurOptions): Promise<MonthWorld> => {
  const keys = await monthKeys();
  const folder = makeTemporaryFolder();
  const file = join(folder.path, 'facepay.db');
  const start = at(firstDay, '04:00') - 86_400_000;
  const parts = () => ({
    wechatDueAt: wechat.emulator.dueAt,
    runWechat: wechat.emulator.runDue,
    ourDueAt: rows.nextAt,
    runWorkers: async () => {
      const done = await Promise.all(ours.workers.map((worker) => worker.round()));
      return done.reduce((sum, count) => sum + count, 0);
    },
  });
  const time = createMonthTime(start, parts);
  const wechat = await openWechatSide(time.now);
  const ours = await openOurSide(file, wechat, keys, options);
  const rows = openDueRows(file, options.sweep ? [] : ['task']);
  wechat.listen(transportFromHandle(ours.handle));
  await wechat.control('POST', 'keys/rotate', { mode: 'public-key' });
  await wechat.control('POST', 'notify-url', { url: `${serverOrigin}/notify/wechat/${keys.mchid}` });
  const adopted = await wechat.control('POST', 'organizations', { organizationName: schoolName });
  const school = { organizationId: String(adopted['organizationId']), subMchid: keys.subMchid };
  const office = createOffice(ours.handle, wechat.control, school);
  const till = (counter: CounterNo): Till => createTill(counter, { handle: ours.handle, now: time.now, school });
  const tills = { 0: till(0), 1: till(1), 2: till(2), 3: till(3) };
  await office.openSchool(counterNos.map((no) => tills[no]));
  const userIds: string[] = [];
  for (let from = 0; from < accounts.length; from += parentsAtOnce) {
    const some = accounts.slice(from, from + parentsAtOnce);
    userIds.push(...(await Promise.all(some.map((account, index) => office.signUp(from + index, account)))));
    await time.settle(); // the notices of their signing
  }
  return {
    time,
    wechat,
    school,
    office,
    tills,
    userIdOf: (pupil) => userIds[pupil] ?? 'nobody',
    settle: time.settle,
    warnings: ours.warnings,
    close: async () => {
      rows.close();
      await ours.close();
      folder.remove();
    },
  };
};

const parentsAtOnce = 20;
