/** Who comes to lunch. Names are of a textbook; faces are seeds of the synthetic world (no biometric data exists). */
export interface Pupil {
  readonly outUserId: string;
  readonly name: string;
  readonly className: string;
  readonly phone: string;
  readonly faceSeed: number;
  readonly openid: string;
  /** Fen, one sale each. */
  readonly meals: readonly number[];
  readonly expect: 'paid' | 'limit' | 'unknown';
}

const names = [
  '李雷',
  '韩梅梅',
  '林涛',
  '魏华',
  '王小明',
  '张晓红',
  '刘洋',
  '陈晨',
  '杨帆',
  '赵敏',
  '周杰',
  '吴迪',
  '郑爽朗',
  '孙悦',
];

/** Buys for the class outing until the day's 500 yuan are used up. */
const spender = 12;
/** The answer to this pupil's deduction is lost on its way. */
const unlucky = 13;

export const pupils: readonly Pupil[] = names.map((name, index) => ({
  outUserId: `pupil-${String(index + 1).padStart(4, '0')}`,
  name,
  className: `七年级${1 + (index % 3)}班`,
  phone: `138000${String(10_000 + index * 37)}`,
  faceSeed: 1000 + index,
  openid: `oParent${String(index + 1).padStart(4, '0')}`,
  ...(index === spender
    ? { meals: [9_800, 9_600, 9_900, 9_700, 9_500, 2_600], expect: 'limit' as const } // the sixth would pass 500 yuan
    : { meals: [1_150 + index * 25], expect: index === unlucky ? ('unknown' as const) : ('paid' as const) }),
}));

/** Nobody enrolled this face. */
export const strangerFaceSeed = 777_777;

export const school = { name: '晨光中学', deviceId: 'terminal-1', deviceName: '一楼食堂 1 号窗口' };
