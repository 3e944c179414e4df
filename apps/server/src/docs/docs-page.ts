import type { Openapi } from './openapi.ts';

/** The documents as one page of plain HTML: no script, no asset from elsewhere. */
export const docsPage = (document: Openapi): string => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(document.info.title)} API</title>
<style>${style}</style>
</head>
<body>
<h1>${escape(document.info.title)} API</h1>
<p>${escape(document.info.description)} <a href="/openapi.json">openapi.json</a></p>
<nav>${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav>
${tags
  .map((tag) =>
    section(
      tag,
      operations.filter(({ operation }) => operation.tags.includes(tag)),
    ),
  )
  .join('\n')}
</body>
</html>
`;
};

interface Listed {
  readonly path: string;
  readonly method: string;
  readonly operation: Openapi['paths'][string][string];
}

const section = (tag: string, listed: readonly Listed[]): string =>
  `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${listed.map(entry).join('')}</section>`;

const entry = ({ path, method, operation }: Listed): string => {
  const auth = operation.security.flatMap((one) =>
    Object.entries(one).map(([name, roles]) => (roles.length === 0 ? name : `${name}: ${roles.join(', ')}`)),
  );
  const { parameters, requestBody, responses } = operation;
  return `<details><summary><b class="${method.toLowerCase()}">${escape(method)}</b> <code>${escape(path)}</code>
<span>${escape(operation.summary)}</span></summary>
<p>${auth.length === 0 ? 'open to everybody' : escape(auth.join('; '))}</p>
${parameters.length === 0 ? '' : block('Parameters', parameters)}
${requestBody === undefined ? '' : block('Body', requestBody.content['application/json']?.schema ?? requestBody.content)}
${Object.entries(responses)
  .filter(([status]) => status !== 'default')
  .map(([status, { content }]) => block(`Answer ${status}`, content?.['application/json']?.schema ?? 'no body'))
  .join('')}
</details>`;
};

const block = (title: string, content: unknown): string =>
  `<h3>${escape(title)}</h3><pre>${escape(typeof content === 'string' ? content : JSON.stringify(content, null, 2))}</pre>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/gu, (character) => entities[character] ?? '');

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2024;background:#fff}
nav a{margin-right:1rem}
details{border:1px solid #d9dee3;border-radius:6px;margin:.5rem 0;padding:.5rem .75rem}
summary{cursor:pointer}
summary span{color:#5a6470}
b{display:inline-block;min-width:3.5rem}
.get{color:#0a6b2d}.post{color:#8a4b00}.put{color:#0b4f9e}
pre{background:#f4f6f8;padding:.75rem;overflow:auto;font-size:.85rem}
h3{font-size:1rem;margin:.75rem 0 .25rem}
@media (prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}pre{background:#1f2429}details{border-color:#333a41}
a{color:#7ab7ff}summary span{color:#9aa5b1}.get{color:#6fd18b}.post{color:#f0b060}.put{color:#7ab7ff}}
`;
