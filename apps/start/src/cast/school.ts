/** Where the lunch is eaten. */
export const school = { name: '晨光中学' };

export type CounterNo = 1 | 2;

/** One terminal of the canteen; it keeps its key and its vouchers in a folder of its own. */
export interface CounterIdentity {
  readonly no: CounterNo;
  readonly deviceId: string;
  readonly name: string;
  readonly folder: string;
}

export const counters: Readonly<Record<CounterNo, CounterIdentity>> = {
  1: { no: 1, deviceId: 'terminal-1', name: '一楼食堂 1 号窗口', folder: 'terminal' },
  2: { no: 2, deviceId: 'terminal-2', name: '一楼食堂 2 号窗口', folder: 'terminal-2' },
};
