#include <stdio.h>
#include <stdlib.h>

enum { most = 200000, day = 86400000 };

static struct window {
  int start, end;
} windows[most];

static int by_start(const void* a, const void* b) {
  const int left = ((const struct window*)a)->start, right = ((const struct window*)b)->start;
  return (left > right) - (left < right);
}

static void print_free(int start, int end) {
  if (start < end) printf("free %d %d\n", start, end);
}

int main(void) {
  int count = 0;
  scanf("%d", &count);
  for (int i = 0; i < count; ++i) scanf("%d %d", &windows[i].start, &windows[i].end);
  qsort(windows, count, sizeof *windows, by_start);

  int joined = 0; // the first so many are what the others have been joined to
  for (int i = 0; i < count; ++i) {
    if (joined > 0 && windows[i].start <= windows[joined - 1].end) {
      if (windows[i].end > windows[joined - 1].end) windows[joined - 1].end = windows[i].end;
    } else {
      windows[joined++] = windows[i];
    }
  }
  for (int i = 0; i < joined; ++i) printf("window %d %d\n", windows[i].start, windows[i].end);

  int free_from = 0;
  for (int i = 0; i < joined; ++i) {
    print_free(free_from, windows[i].start < day ? windows[i].start : day);
    if (windows[i].end > free_from) free_from = windows[i].end;
  }
  print_free(free_from, day);
}
