import { filesUnder } from './source-files.ts';

export interface TestTitle {
  /** From the root of the repository. */
  readonly path: string;
  /** As it is written; what a template puts in is `…`. */
  readonly title: string;
}

const holdsTests = /[.]test[.]ts$|^packages\/conformance\/src\/[\w-]+-suite[.]ts$|^test\/properties\/[\w-]+[.]ts$/u;
/** `it('…'`, `describe.each(…)('…'`, and in `test/properties` the name of a property, `'…': `. */
const named = /(?:\b(?:it|test|describe)(?:\.\w+)*\(|\)\()\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gu;
const properties = /^ {2}(['"])((?:\\.|(?!\1)[^\\])*)\1:/gmu;

/** Every title of a test or of a group of tests, read from the sources. */
export const testTitles = (): readonly TestTitle[] =>
  filesUnder('packages', 'adapters', 'apps', 'test')
    .filter(({ path }) => holdsTests.test(path))
    .flatMap(({ path, lines }) => {
      const text = lines.join('\n');
      const patterns = path.startsWith('test/properties/') ? [named, properties] : [named];
      return patterns
        .flatMap((pattern) => [...text.matchAll(pattern)].map(([, , title = '']) => title))
        .map((title) => ({ path, title: title.replace(/\$\{[^}]*\}/gu, '…').replace(/\\(.)/gu, '$1') }));
    });
