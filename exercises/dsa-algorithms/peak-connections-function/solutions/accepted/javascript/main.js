/**
 * @param {number[]} starts
 * @param {number[]} ends
 * @returns {number[]}
 */
function peak(starts, ends) {
  // Arrays of numbers of one type sort by value.
  const opening = Int32Array.from(starts.filter((start, i) => start < ends[i])).sort();
  const closing = Int32Array.from(ends.filter((end, i) => starts[i] < end)).sort();
  let most = 0, momentOfMost = 0;
  let closed = 0;
  for (const [index, moment] of opening.entries()) {
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (closing[closed] <= moment) closed++;
    const open = index + 1 - closed;
    if (open > most) [most, momentOfMost] = [open, moment];
  }
  return most > 0 ? [most, momentOfMost] : [];
}
