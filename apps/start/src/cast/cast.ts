import { twinSeedOf } from '@facepay/device-emulator';
import type { Payer, Pupil, Role } from './pupil.ts';

/** Who comes to lunch, in the order of the roster. Names are of a textbook; faces are seeds of the synthetic world. */
const names = [
  '李雷 韩梅梅 林涛 魏华 王小明 张晓红 刘洋 陈晨 杨帆 赵敏 周杰 吴迪 郑爽朗 孙悦',
  '高明 何静 罗丹 梁晨曦 宋雨 唐果 许诺 邓超群 冯源 曹阳 彭博 曾琪 萧然 田甜 董洁',
  '潘安琪 袁野 蔡文 蒋勤 余欢 于航 杜鹃 叶子 程诚 魏来 苏醒 吕薇 王佳怡 王佳悦 丁一 沈默 姜楠',
].flatMap((row) => row.split(' '));

const roles: Readonly<Record<string, Role>> = {
  郑爽朗: 'big-spender',
  孙悦: 'answer-lost',
  唐果: 'small-meals-only',
  许诺: 'pocket-money',
  田甜: 'no-balance',
  董洁: 'no-balance-repays',
  余欢: 'tops-up-late',
  苏醒: 'ended-in-time',
  魏来: 'ended-unheard',
  姜楠: 'blocked',
  王佳怡: 'twin',
  王佳悦: 'twin',
  潘安琪: 'at-counter-2',
  袁野: 'at-counter-2',
  蔡文: 'at-counter-2',
  蒋勤: 'at-counter-2',
  于航: 'at-counter-2',
  杜鹃: 'at-counter-2',
  叶子: 'at-counter-2',
  程诚: 'at-counter-2',
  沈默: 'hungry-at-counter-2',
};

const wellOff: Payer = { balanceFen: 1_000_000, advanceQuota: true };
const payers: Partial<Readonly<Record<Role, Payer>>> = {
  'no-balance': { balanceFen: 0, advanceQuota: true },
  'no-balance-repays': { balanceFen: 0, advanceQuota: true },
  'tops-up-late': { balanceFen: 0, advanceQuota: false },
};
const limits: Partial<Readonly<Record<Role, Pupil['limits']>>> = {
  'small-meals-only': { singleLimitFen: 2_000 },
  'pocket-money': { dayLimitFen: 3_000 },
};

/** The younger twin looks like the elder one, whose face is the one before. */
const younger = names.indexOf('王佳悦');

export const pupils: readonly Pupil[] = names.map((name, index) => {
  const role = roles[name] ?? 'ordinary';
  const own = limits[role];
  return {
    outUserId: `pupil-${String(index + 1).padStart(4, '0')}`,
    name,
    className: `七年级${1 + (index % 3)}班`,
    phone: `138000${String(10_000 + index * 37)}`,
    faceSeed: index === younger ? twinSeedOf(1000 + index - 1) : 1000 + index,
    lookAlike: role === 'twin',
    openid: `oParent${String(index + 1).padStart(4, '0')}`,
    role,
    payer: payers[role] ?? wellOff,
    ...(own === undefined ? {} : { limits: own }),
  };
});

export const withRole = (role: Role): readonly Pupil[] => pupils.filter((pupil) => pupil.role === role);

/** Nobody enrolled this face. */
export const strangerFaceSeed = 777_777;
