/** Columns that a text takes on a terminal: a Chinese character takes two. */
export const displayWidth = (text: string): number =>
  Array.from(text).reduce((width, char) => width + (isWide(char.codePointAt(0) ?? 0) ? 2 : 1), 0);

export const padEnd = (text: string, width: number): string => text + spaces(width - displayWidth(text));
export const padStart = (text: string, width: number): string => spaces(width - displayWidth(text)) + text;

/** Lines of at most `width` columns, broken at spaces. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined) return [word];
    const longer = `${last} ${word}`;
    return displayWidth(longer) <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);

const spaces = (count: number): string => ' '.repeat(Math.max(0, count));

/** The wide ranges of Unicode that names and signs here come from (East Asian Width W and F). */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x20000 && code <= 0x3fffd);
