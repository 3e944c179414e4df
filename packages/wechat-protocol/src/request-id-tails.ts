/** The number at the end of a `Request-ID` of Pay Score, and what it means (`payscore-wire.md` §13 [sdk]); nothing rests on it alone. */
export const requestIdTails: Readonly<Record<string, string>> = {
  '271317510': 'order not found',
  '271316574': 'deduction failed',
  '271302262': 'illegal state',
  '271302332': 'illegal state: still to be confirmed',
  '271302333': 'illegal state: cancelled',
  '268435464': 'value out of range',
  '271316657': 'only while payment is pending',
  '271316598': 're-entry with other parameters',
  '271302144': 'mch_id missing',
  '271302149': 'mch_id and appid not bound',
  '268435472': 'too frequent',
  '271300099': 'assessment failed',
  '271299627': 'the user has overdue orders',
  '268503786': 'no permission',
  '271316592': 'cannot be cancelled in this state',
  '270924332': 'Authorization invalid',
  '271316754': 'deduction running',
  '271316656': "total above the service's cap",
  '271316637': 'end before start',
  '268560785': 'teen mode',
};

/** `08F7…-271316754` → `271316754`; undefined where the id ends otherwise. */
export const requestIdTail = (requestId: string): string | undefined => /-(\d{9})$/u.exec(requestId)?.[1];
