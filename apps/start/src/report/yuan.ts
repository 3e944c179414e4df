/** Fen as people read them: `1,234.50`. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const sumFen = (meals: readonly { readonly meal: { readonly amountFen: number } }[]): number =>
  meals.reduce((sum, { meal }) => sum + meal.amountFen, 0);
