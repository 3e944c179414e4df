import { createEmulatedWorld, type WorldOptions } from './emulated-world.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export type PayscoreMode = 'direct' | 'partner';
export const services = { face: '500001', confirm: '500002', deposit: '500003' } as const;

const compact = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 19).replaceAll(/\D/g, '');

const payments = (amount: number) => [{ name: '服务费', amount }];

/** An emulator with one user of Pay Score, and short words for what a merchant asks; every body is made by hand. */
export const createPayscoreWorld = async (options: WorldOptions & { readonly mode?: PayscoreMode } = {}) => {
  const world = createEmulatedWorld(options);
  const mode = options.mode ?? 'direct';
  const { client, clock, keys } = world;
  const openid = 'o-parent-1';
  const base = mode === 'direct' ? '/v3/payscore' : '/v3/payscore/partner';
  const sub = mode === 'direct' ? {} : { subMchid: keys.subMchid };
  /** How each call names the merchant: partners leave `appid` out on orders. */
  const named = mode === 'direct' ? { appid: keys.appid } : { sub_mchid: keys.subMchid };
  const inSeconds = (seconds: number): string => compact(clock.now() + seconds * second);
  const user = (change: object = {}, of = openid) =>
    client.control('POST', `/payscore/users/${of}`, { ...sub, ...change });
  const createBody = (no: string, change: object = {}) => ({
    ...named,
    appid: keys.appid,
    out_order_no: no,
    service_id: services.face,
    service_introduction: '某某酒店',
    time_range: { start_time: 'OnAccept' },
    risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 10_000 },
    notify_url: 'http://127.0.0.1:8700/notify/payscore',
    need_user_confirm: false,
    openid,
    ...change,
  });
  const confirming = { need_user_confirm: true, openid: undefined, service_id: services.confirm };
  const on = (no: string, verb: string, body: object) =>
    client.call('POST', `${base}/serviceorder/${no}/${verb}`, { ...named, service_id: services.face, ...body });
  const completeBody = (fen: number, change: object = {}) => ({
    post_payments: payments(fen),
    total_amount: fen,
    time_range: { end_time: inSeconds(0) },
    ...change,
  });
  return {
    ...world,
    mode,
    base,
    named,
    openid,
    inSeconds,
    user,
    createBody,
    confirming,
    completeBody,
    on,
    create: (no: string, change: object = {}) => client.call('POST', `${base}/serviceorder`, createBody(no, change)),
    complete: (no: string, fen: number, change: object = {}) => on(no, 'complete', completeBody(fen, change)),
    modify: (no: string, fen: number, change: object = {}) =>
      on(no, 'modify', { post_payments: payments(fen), total_amount: fen, reason: '减免', ...change }),
    cancel: (no: string, change: object = {}) => on(no, 'cancel', { reason: '用户投诉', ...change }),
    sync: (no: string, paidTime = inSeconds(0), change: object = {}) =>
      on(no, 'sync', { type: 'Order_Paid', detail: { paid_time: paidTime }, ...change }),
    query: async (no: string, serviceId: string = services.face) => {
      const who = mode === 'direct' ? `appid=${keys.appid}` : `sub_mchid=${keys.subMchid}`;
      return client.call('GET', `${base}/serviceorder?service_id=${serviceId}&out_order_no=${no}&${who}`);
    },
    confirm: (no: string, body: object = {}) =>
      client.control('POST', `/payscore/orders/${no}/confirm`, { openid, ...body }),
    pay: (no: string, body: object = {}) => client.control('POST', `/payscore/orders/${no}/pay`, body),
  };
};

export type PayscoreWorld = Awaited<ReturnType<typeof createPayscoreWorld>>;

/** The user authorised, and an order in service. */
export const inService = async (options: Parameters<typeof createPayscoreWorld>[0] = {}): Promise<PayscoreWorld> => {
  const world = await createPayscoreWorld(options);
  await world.user({ action: 'authorise' });
  await world.create('P-1');
  await world.pass(hour);
  return world;
};

/** The same completed for this much; the engine begins in a second. */
export const toPay = async (
  fen = 4000,
  options: Parameters<typeof createPayscoreWorld>[0] = {},
): Promise<PayscoreWorld> => {
  const world = await inService(options);
  await world.complete('P-1', fen);
  return world;
};

/** State, description and state of the collection, `-` for what is not there. */
export const triple = async (world: PayscoreWorld, no = 'P-1', serviceId?: string): Promise<string> => {
  const { json } = await world.query(no, serviceId);
  const { state = '-', state_description: description = '-', collection } = json;
  const collected =
    typeof collection === 'object' && collection !== null && 'state' in collection ? collection.state : '-';
  return [state, description, collected].map(String).join(' ');
};
