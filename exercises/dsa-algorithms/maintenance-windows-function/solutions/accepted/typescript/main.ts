export function join_windows(windows: number[][]): number[][] {
  const joined: number[][] = [];
  for (const [start, end] of windows.sort(([a], [b]) => a - b)) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
