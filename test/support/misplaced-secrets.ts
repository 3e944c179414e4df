import type { NoticeChange } from './notice-sender.ts';
import type { RawRequest } from './raw-exchange.ts';

interface Place {
  /** Path of a member, and a legal roster entry of it. */
  readonly member: string;
  readonly roster: object;
  readonly token: string;
}

/** Requests of ours that must all be refused, each with the value where it does not belong: body, names, path, query, headers. */
export const requestsWith = (value: string, { member, roster, token }: Place): readonly RawRequest[] => {
  const json = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const inTarget = encodeURIComponent(value);
  const unsigned = { 'content-type': 'application/json', 'signature-input': inTarget, signature: inTarget };
  const keyed = { ...json, 'idempotency-key': `${inTarget}!`.slice(0, 255) };
  const put = (target: string, body: unknown): RawRequest => ({
    method: 'PUT',
    target,
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return [
    put(member, { ...roster, phone: `${value}!` }),
    put(member, { ...roster, userType: value }),
    put(member, { ...roster, [value]: value }),
    put(member, { ...roster, guardianConsent: value }),
    put(member, `{"name":"${value}"`),
    put(member, `{"${value}":1,"${value}":2}`),
    put(`${member}/limits`, { [value]: value }),
    get(`/v1/members/${inTarget}`, json),
    get(`/v1/deductions?${inTarget}=${inTarget}`, json),
    get(`/v1/deductions?cursor=${inTarget}`, json),
    get(`/v1/deductions/${inTarget}`, json),
    get(`/v1/alarms?${inTarget}=${inTarget}`, json),
    get(member, { authorization: `Bearer x${inTarget}` }),
    get(member, { authorization: inTarget }),
    post(`/v1/deductions/${inTarget}/release`, keyed, { reason: `${value}\u0007` }),
    post(`/v1/deductions/${inTarget}/give-up`, keyed, { reason: `${value}\u0007` }),
    post(`/v1/alarms/${inTarget}/acknowledge`, keyed, { reason: value }),
    get(`/v1/devices/counter-1/deny-list?since=${inTarget}`, unsigned),
    post('/v1/devices/counter-1/authinfo', unsigned, { rawData: value }),
    post('/v1/devices/counter-1/vouchers', unsigned, { rawData: value }),
  ];
};

type Headers = Readonly<Record<string, string>>;
const post = (target: string, headers: Headers, body: object): RawRequest => ({
  method: 'POST',
  target,
  headers,
  body: JSON.stringify(body),
});
const get = (target: string, headers: Headers): RawRequest => ({ method: 'GET', target, headers });

/** The same of notices: beside the signature, or inside a genuine one that cannot be opened. */
export const noticesWith = (value: string): readonly NoticeChange[] => [
  { body: () => `{"${value}":"${value}"}` },
  { headers: { 'wechatpay-serial': encodeURIComponent(value) } },
  { content: { sealed: { nonce: value.slice(0, 5) } } },
  { content: { envelope: { resource: value } } },
];
