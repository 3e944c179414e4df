/** Code points: a Chinese character and an emoji count one each (`payscore-wire.md` §4.1). */
export const charactersOf = (text: string): number => Array.from(text).length;
