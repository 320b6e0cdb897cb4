#include <inttypes.h>
#include <stdio.h>

enum { most = 1000000 }; // operations

static struct {
  int64_t figure;
  int64_t lowest; // of this figure and all below
} pile[most];

int main(void) {
  int count = 0, height = 0;
  scanf("%d", &count);
  for (char operation[8]; count > 0 && scanf("%7s", operation) == 1; --count) {
    if (operation[1] == 'U') { // PUSH
      int64_t figure = 0;
      scanf("%" SCNd64, &figure);
      pile[height].figure = figure;
      pile[height].lowest = height > 0 && pile[height - 1].lowest < figure ? pile[height - 1].lowest : figure;
      ++height;
    } else if (height == 0) {
      puts("empty");
    } else if (operation[0] == 'M') {
      printf("%" PRId64 "\n", pile[height - 1].lowest);
    } else {
      printf("%" PRId64 "\n", pile[--height].figure);
    }
  }
}
