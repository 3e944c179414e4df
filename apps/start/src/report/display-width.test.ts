import { describe, expect, test } from 'vitest';
import { displayWidth, padEnd, padStart, wrap } from './display-width.ts';

describe('display width', () => {
  test('a Chinese character takes two columns, a letter and a bar one', () => {
    expect(['', 'paid', '李雷', '七年级1班', '█░', '，'].map(displayWidth)).toEqual([0, 4, 4, 9, 2, 2]);
  });

  test('padding fills columns, not characters; what is too long stays whole', () => {
    expect([padEnd('李雷', 6), padStart('李雷', 6), padEnd('梁晨曦', 4)]).toEqual(['李雷  ', '  李雷', '梁晨曦']);
  });

  test('lines break at spaces and keep every word', () => {
    expect(wrap('one two 三四 five', 8)).toEqual(['one two', '三四', 'five']);
  });
});
