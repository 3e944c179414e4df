import { openRoute } from '../routes/open-route.ts';
import { ok, type Route } from '../routes/route.ts';
import { docsPage } from './docs-page.ts';
import type { Openapi } from './openapi.ts';

/** `/openapi.json` and `/docs`, made once. */
export const docsRoutes = (document: Openapi): readonly Route[] => {
  const page = docsPage(document);
  return [
    openRoute({ path: '/openapi.json', summary: 'This API as OpenAPI 3.1', handler: () => ok(document) }),
    openRoute({
      path: '/docs',
      summary: 'This API to read',
      handler: () => ({ type: 'Page', contentType: 'text/html; charset=utf-8', body: page }),
    }),
  ];
};
