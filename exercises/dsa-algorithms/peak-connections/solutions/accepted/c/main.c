#include <stdio.h>
#include <stdlib.h>

enum { most = 400000 }; // sessions

static int starts[most], ends[most];

static int by_value(const void* a, const void* b) {
  const int left = *(const int*)a, right = *(const int*)b;
  return (left > right) - (left < right);
}

int main(void) {
  int count = 0, opened = 0;
  scanf("%d", &count);
  for (int start, end; count > 0 && scanf("%d %d", &start, &end) == 2; --count) {
    if (start == end) continue; // never open
    starts[opened] = start;
    ends[opened++] = end;
  }
  qsort(starts, opened, sizeof *starts, by_value);
  qsort(ends, opened, sizeof *ends, by_value);

  int peak = 0, peak_moment = 0, closed = 0;
  for (int i = 0; i < opened; ++i) {
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (ends[closed] <= starts[i]) ++closed;
    if (i + 1 - closed > peak) {
      peak = i + 1 - closed;
      peak_moment = starts[i];
    }
  }
  if (peak == 0) puts("0 none");
  else printf("%d %d\n", peak, peak_moment);
}
