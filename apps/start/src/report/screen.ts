import { styleText } from 'node:util';

export type Tone = 'good' | 'waiting' | 'bad' | 'quiet' | 'title';

/** Where the demonstration speaks: a terminal that can be written over, or a pipe that cannot. */
export interface Screen {
  readonly write: (text: string) => void;
  /** Columns; a pipe is as wide as the widest table. */
  readonly width: number;
  readonly live: boolean;
  /** Colour, where there is any; never part of the text. */
  readonly paint: (tone: Tone, text: string) => string;
}

const formats = { good: 'green', waiting: 'yellow', bad: 'red', quiet: 'gray', title: 'bold' } as const;

export const screenOf = (stream: NodeJS.WriteStream): Screen => ({
  write: (text) => void stream.write(text),
  width: stream.isTTY && stream.columns > 0 ? stream.columns : widestTable,
  live: stream.isTTY,
  paint: (tone, text) => styleText(formats[tone], text, { stream }),
});

const widestTable = 120;
