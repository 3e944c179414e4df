/**
 * What is logged in one turn of the event loop leaves in one write: a write to a pipe costs more than the line. The lines
 * wait for no timer and keep their order; call `flush` when the process ends (`exit`), so that none is lost with it.
 */
export const createGatheredLines = (
  write: (text: string) => void,
): { readonly write: (line: string) => void; readonly flush: () => void } => {
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') write(text);
  };
  return {
    write: (line) => {
      if (waiting === '') setImmediate(flush);
      waiting += line;
      if (waiting.length >= waitingMax) flush();
    },
    flush,
  };
};

const waitingMax = 64 * 1024;
