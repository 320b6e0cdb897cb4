export function distance(one: string, other: string): number {
  // To walk over a string gives code points.
  const letters = [...other];
  const row: number[] = [...letters.keys(), letters.length]; // from the beginning of `one` so far to each beginning of `other`
  for (const letter of one) {
    let diagonal = row[0]++;
    for (let j = 1; j <= letters.length; j++) {
      const above = row[j];
      row[j] = letter === letters[j - 1] ? diagonal : 1 + Math.min(diagonal, above, row[j - 1]);
      diagonal = above;
    }
  }
  return row[letters.length];
}
