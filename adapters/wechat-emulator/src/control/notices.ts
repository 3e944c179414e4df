import { beijingTime } from '../beijing-time.ts';
import type { Notice } from '../world/records.ts';
import type { ControlFace } from './control-face.ts';
import { notFound, ok } from './control-face.ts';

const noticeView = ({ id, eventType, createdAt, state, url, nextAt, deliveries }: Notice): object => ({
  id,
  eventType,
  createTime: beijingTime(createdAt),
  state,
  ...(url !== undefined && { url }),
  ...(nextAt !== undefined && { nextAt: beijingTime(nextAt) }),
  deliveries: deliveries.map(({ at, outcome }) => ({ at: beijingTime(at), outcome })),
});

/** Every notice with every delivery, oldest first. */
export const listNoticesFace: ControlFace = (engine) => () =>
  ok({ notices: engine.world.notices.values().map(noticeView) });

export const redeliverFace: ControlFace =
  (engine) =>
  ({ params: [id = ''] }) =>
    engine.office.redeliver(id, engine.clock.now()) ? { status: 202, body: { id } } : notFound('no such notice');
