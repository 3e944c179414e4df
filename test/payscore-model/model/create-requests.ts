import { day, dayForm, hour, second, secondsForm } from './beijing.ts';
import { capFen, type Profile, riskFen } from './profile.ts';
import { authorisedOpenid, type CreateRequest, strangerOpenid } from './request.ts';

export interface Chosen {
  readonly profile: Profile;
  readonly now: number;
  /** 0 to 999: the fen of this call. */
  readonly fen: number;
}

/** An order to be confirmed, with an end time, all in order. */
const toConfirm = ({ profile, now, fen }: Chosen): CreateRequest => ({
  type: 'create',
  introduction: '某某酒店',
  payments: fen % 3 === 0 ? [] : [{ name: '就餐费用', amount: 4000 + fen, description: '人均100元' }],
  discounts: fen % 2 === 0 ? [] : [{ name: '满20减1元', description: '不与其他优惠叠加' }],
  risk: { name: profile.assessment === 'deposit' ? 'DEPOSIT' : 'ESTIMATE_ORDER_COST', amount: riskFen },
  confirm: true,
  ...times(profile.timeForm, now),
});
const times = (form: Profile['timeForm'], now: number): { readonly start: string; readonly end: string } => {
  if (form === 'days') return { start: dayForm(now), end: dayForm(now + day) };
  const end = secondsForm(now + 2 * hour);
  return form === 'OnAccept' ? { start: 'OnAccept', end } : { start: secondsForm(now + 5 * second), end };
};
/** Without confirming: only for who has authorised, only enjoy-first, and no `OnAccept` (§2). */
const noConfirm = (chosen: Chosen): CreateRequest => {
  const form = chosen.profile.timeForm === 'days' ? 'days' : 'seconds';
  return {
    ...toConfirm(chosen),
    ...times(form, chosen.now),
    risk: { name: 'ESTIMATE_ORDER_COST', amount: riskFen },
    confirm: false,
    openid: authorisedOpenid,
  };
};
const withoutEnd = (chosen: Chosen): CreateRequest => {
  const { end: _end, ...rest } = toConfirm(chosen);
  return rest;
};
const risking = (chosen: Chosen, amount: number): CreateRequest => {
  const order = toConfirm(chosen);
  return { ...order, risk: { ...order.risk, amount } };
};
const withoutOpenid = (chosen: Chosen): CreateRequest => {
  const { openid: _openid, ...rest } = noConfirm(chosen);
  return rest;
};

export const createRequests = {
  'create to confirm': toConfirm,
  'create without confirming': noConfirm,
  'create without end time': withoutEnd,
  'create at the cap': (chosen: Chosen) => risking(chosen, capFen),
  'create above the cap': (chosen: Chosen) => risking(chosen, capFen + 1),
  'create with payments above the cap': (chosen: Chosen) => ({
    ...toConfirm(chosen),
    payments: [
      { name: '房费', amount: capFen },
      { name: '早餐', amount: 1 + chosen.fen },
    ],
    discounts: [],
  }),
  'create in the past': (chosen: Chosen) => ({
    ...toConfirm(chosen),
    start: chosen.profile.timeForm === 'days' ? dayForm(chosen.now - day) : secondsForm(chosen.now - hour),
  }),
  'create to end before it starts': (chosen: Chosen) => ({
    ...toConfirm(chosen),
    end: chosen.profile.timeForm === 'days' ? dayForm(chosen.now - day) : secondsForm(chosen.now - hour),
  }),
  'create to confirm with openid': (chosen: Chosen) => ({ ...toConfirm(chosen), openid: authorisedOpenid }),
  'create without confirming, without openid': withoutOpenid,
  'create for a user who never authorised': (chosen: Chosen) => ({ ...noConfirm(chosen), openid: strangerOpenid }),
} satisfies Record<string, (chosen: Chosen) => CreateRequest>;
