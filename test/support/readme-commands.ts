import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The commands of a page: indented or fenced lines that start as a program's call does, without their comments. */
export const commandsOf = (file: string): readonly string[] => {
  let language: string | undefined;
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const fence = /^```(\w*)/u.exec(line);
      if (fence !== null) {
        language = language === undefined ? fence[1] : undefined;
        return [];
      }
      const shown = language === undefined ? /^ {4}(.*)$/u.exec(line)?.[1] : line;
      const command = shown?.replace(/\s+#\s.*$/u, '').trim();
      return command === undefined || notShell.has(language ?? '') || !call.test(command) ? [] : [command];
    });
};
const notShell = new Set(['ts', 'js', 'json']);

/** `NAME=value program …`: what a program prints in our pages starts with something else, or has columns. */
const call = /^(?:[A-Z_]+=\S+ )*(?:\.{0,2}\/|\.)?[a-z][\w.-]*(?:\/[\w.-]+)*(?: \S|$)/u;

/** Commands in code marks of the running text. */
export const inlineCommandsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/`((?:npx|npm|pnpm|curl|node|start) [^`]+)`/gu)].map(
    ([, command = '']) => command,
  );

/** The line of `package.json` that `pnpm <name> …` runs, with what follows the name. */
export const scriptOf = (command: string): string => {
  const [, name = '', rest = ''] = /^(?:npx -y pnpm@12|pnpm) (\S+)(.*)$/u.exec(command) ?? [];
  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const script = scripts[name];
  if (script === undefined) throw new Error(`package.json has no script for ${command}`);
  return script + rest;
};
