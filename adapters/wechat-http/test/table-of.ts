/** A table of Markdown, as the formatter writes it: columns of one width, a Chinese character being two wide. */
export const tableOf = (names: readonly string[], lines: readonly (readonly string[])[]): string => {
  const widths = names.map((_, at) => Math.max(...[names, ...lines].map((cells) => widthOf(cells[at] ?? ''))));
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join(' | ')} |`;
  return [row(names), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n');
};
const widthOf = (text: string): number => text.length + (text.match(/[\u4e00-\u9fff]/gu)?.length ?? 0);
