import { type CallNote, toRfc3339, type WechatCallShown, type WechatTrace } from '@facepay/domain';
import { list, shownNumber, shownText, shownTime } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';

/**
 * The four things that WeChat's support asks for (FAQ 2.1): 请求接口, 请求参数, 返回参数, 请求时间. No name, phone, document, card,
 * credential or openid is in it (INV-88); `textZh` is ready to be pasted.
 */
export const SupportView = object({
  interface: shownText,
  parameters: list(object({ name: shownText, value: shownText })),
  answer: object(
    {},
    { httpStatus: shownNumber, code: shownText, message: shownText, requestId: shownText, failure: shownText },
  ),
  at: shownTime,
  text: shownText,
  textZh: shownText,
});
export type SupportView = ShapeOf<typeof SupportView>;
type Answer = SupportView['answer'];

/** Of a call that is answered with a problem now. */
export const supportOfTrace = ({ asked, ...answer }: WechatTrace, failure?: string): SupportView | undefined =>
  asked === undefined ? undefined : supportView(asked, { ...answer, ...(failure === undefined ? {} : { failure }) });

/** Of a call that was made long ago. */
export const supportOfNote = (shown: Omit<WechatCallShown, 'at'>, note: CallNote): SupportView => {
  const { asked: _, at, ...answer } = note;
  return supportView({ ...shown, at }, answer);
};

const supportView = (asked: WechatCallShown, answer: Answer): SupportView => {
  const parameters = Object.entries(asked.parameters).map(([name, value]) => ({ name, value }));
  const given = parameters.map(({ name, value }) => `${name}=${value}`).join(', ');
  const [at, said] = [toRfc3339(asked.at), answered(answer)];
  return {
    interface: asked.interface,
    parameters,
    answer,
    at,
    text: `Interface: ${asked.interface}\nParameters: ${given}\nAnswer: ${said}\nTime (Beijing): ${at}`,
    textZh: `请求接口：${asked.interface}\n请求参数：${given}\n返回参数：${said}\n请求时间：${at}`,
  };
};

const answered = ({ httpStatus, code, message, requestId, failure }: Answer): string =>
  [
    ...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(message === undefined ? [] : [`message=${message}`]),
    ...(requestId === undefined ? [] : [`Request-ID=${requestId}`]),
    ...(failure === undefined ? [] : [`(${failure})`]),
  ].join(', ');
