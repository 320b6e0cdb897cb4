#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every report prints the right thing. Keep what it prints, and make its cost grow more slowly. */

static int count; /* of the sales */
static char (*names)[17];
static long long *amounts;

static void duplicates(void) {
  bool any = false;
  for (int this = 0; this < count; ++this) {
    bool is_first = true, again = false;
    for (int other = 0; other < count; ++other) {
      if (strcmp(names[other], names[this]) == 0) {
        if (other < this) is_first = false;
        else if (other > this) again = true;
      }
    }
    if (is_first && again) {
      printf(any ? " %s" : "%s", names[this]);
      any = true;
    }
  }
  puts(any ? "" : "none");
}

static void total(int first, int last) {
  long long result = 0;
  for (int number = first - 1; number < last; ++number) result += amounts[number];
  printf("%lld\n", result);
}

static void top(void) {
  int *ranking = calloc((size_t)count + 1, sizeof *ranking);
  bool *ranked = calloc((size_t)count + 1, sizeof *ranked);
  for (int rank = 0; rank < count; ++rank) {
    int best = -1;
    for (int number = 0; number < count; ++number) {
      if (!ranked[number] && (best < 0 || amounts[number] > amounts[best])) best = number;
    }
    ranked[best] = true;
    ranking[rank] = best;
  }
  for (int rank = 0; rank < count && rank < 10; ++rank) {
    printf(rank > 0 ? " %s:%lld" : "%s:%lld", names[ranking[rank]], amounts[ranking[rank]]);
  }
  puts(count > 0 ? "" : "none");
  free(ranking);
  free(ranked);
}

static void nearest(long long wanted) {
  long long best = -1;
  for (int number = 0; number < count; ++number) {
    long long nearer = llabs(amounts[number] - wanted) - llabs(best - wanted);
    if (best < 0 || nearer < 0 || (nearer == 0 && amounts[number] < best)) best = amounts[number];
  }
  if (best < 0) puts("none");
  else printf("%lld\n", best);
}

int main(void) {
  if (scanf("%d", &count) != 1) return 1;
  names = calloc((size_t)count + 1, sizeof *names);
  amounts = calloc((size_t)count + 1, sizeof *amounts);
  for (int number = 0; number < count; ++number) {
    if (scanf("%16s %lld", names[number], &amounts[number]) != 2) return 1;
  }

  int left = 0;
  char kind[16];
  if (scanf("%d", &left) != 1) return 1;
  for (; left > 0 && scanf("%15s", kind) == 1; --left) {
    int first, last;
    long long wanted;
    if (strcmp(kind, "DUPLICATES") == 0) duplicates();
    else if (strcmp(kind, "TOTAL") == 0 && scanf("%d %d", &first, &last) == 2) total(first, last);
    else if (strcmp(kind, "TOP") == 0) top();
    else if (scanf("%lld", &wanted) == 1) nearest(wanted);
  }
}
