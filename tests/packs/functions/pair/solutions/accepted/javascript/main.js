function pair(amounts, total) {
  const places = new Map();
  for (const [place, amount] of amounts.entries()) {
    if (places.has(total - amount)) return [places.get(total - amount), place];
    if (!places.has(amount)) places.set(amount, place);
  }
  return [];
}
