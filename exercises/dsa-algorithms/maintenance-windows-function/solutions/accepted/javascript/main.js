/**
 * @param {number[][]} windows
 * @returns {number[][]}
 */
function join_windows(windows) {
  const joined = [];
  for (const [start, end] of windows.sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
