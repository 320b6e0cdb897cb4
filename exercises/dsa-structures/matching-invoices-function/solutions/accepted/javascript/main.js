/**
 * @param {number[]} amounts
 * @param {number} total
 * @returns {number[]}
 */
function find_pair(amounts, total) {
  const first = new Map(); // amount -> number of the first invoice with it
  for (const [index, amount] of amounts.entries()) {
    const partner = first.get(total - amount);
    if (partner !== undefined) return [partner, index + 1];
    if (!first.has(amount)) first.set(amount, index + 1);
  }
  return [];
}
