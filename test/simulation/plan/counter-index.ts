/** Behind the last of the counters comes the copy that somebody made of counter 1, where there is one. */
export type CounterIndex = 0 | 1 | 2 | 3 | 4;
