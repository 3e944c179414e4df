import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: readonly string[];
}

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** Every TypeScript file under these folders, tests included. */
export const filesUnder = (...folders: readonly string[]): readonly SourceFile[] =>
  folders
    .flatMap((folder) => walk(join(root, folder)))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({
      path: relative(root, path).replaceAll('\\', '/'),
      lines: readFileSync(path, 'utf8').split('\n'),
    }));

export const isTest = ({ path }: SourceFile): boolean => /[.](test|bench)[.]ts$/u.test(path) || path.includes('/test/');

/** `path:line text` of each line that matches and is no comment. */
export const linesMatching = (files: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  files.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/u.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
    ),
  );
