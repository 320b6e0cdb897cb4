export function pair(amounts: number[], total: number): number[] {
  const places = new Map<number, number>();
  for (const [place, amount] of amounts.entries()) {
    const other = places.get(total - amount);
    if (other !== undefined) return [other, place];
    if (!places.has(amount)) places.set(amount, place);
  }
  return [];
}
