import { findMiniProgramRefusals, miniProgramRefusals } from '@facepay/domain';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { everyRole } from '../access/principal.ts';
import { list, oneOf, shownText, text } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import { bearerRoute } from './bearer-route.ts';
import { ok } from './route.ts';

const View = object({
  code: shownText,
  programs: list(oneOf('collect', 'sign', 're-enrol', 'own')),
  shown: shownText,
  cause: shownText,
  causeZh: shownText,
  remedy: shownText,
  remedyZh: shownText,
  source: shownText,
});

/** For support: a parent reads out what the mini program says (docs/sign-up.md). */
const search = bearerRoute({
  method: 'GET',
  path: '/v1/mini-program-refusals',
  roles: everyRole,
  summary: "What WeChat's mini programs show, what may be behind it and what to do; text as a parent reads it out",
  query: object({}, { text: text(64, 'whole or in part, such as 系统繁忙') }),
  answer: { status: 200, shape: object({ items: list(View) }) },
  handler:
    () =>
    ({ query }) =>
      TE.right(ok({ items: findMiniProgramRefusals(miniProgramRefusals, query.text ?? '') })),
});

export const miniProgramRefusalRoutes = [search];
