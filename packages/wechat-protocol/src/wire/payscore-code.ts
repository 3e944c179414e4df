/** The documents print `ORDER_NOT_ EXIST` with a blank in it (`payscore-wire.md` §13): codes are compared without any. */
export const payscoreCode = (code: string): string => code.replaceAll(/\s/gu, '');
