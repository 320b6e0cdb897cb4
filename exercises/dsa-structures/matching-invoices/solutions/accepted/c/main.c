#include <inttypes.h>
#include <stdio.h>

// A hash table with open addressing: a power of two, and more than twice as many places as there can be amounts.
enum { bits = 20, places = 1 << bits };

static struct {
  int64_t amount;
  int number; // of the first invoice with this amount; 0 where the place is free
} table[places];

// The place of an amount, or the free one where it belongs.
static int place_of(int64_t amount) {
  uint64_t place = (uint64_t)amount * 0x9E3779B97F4A7C15u >> (64 - bits); // spreads neighbours over the whole table
  while (table[place].number != 0 && table[place].amount != amount) place = (place + 1) % places;
  return (int)place;
}

int main(void) {
  int count = 0;
  int64_t total = 0;
  scanf("%d %" SCNd64, &count, &total);
  for (int number = 1; number <= count; ++number) {
    int64_t amount = 0;
    scanf("%" SCNd64, &amount);
    const int partner = table[place_of(total - amount)].number;
    if (partner != 0) {
      printf("%d %d\n", partner, number);
      return 0;
    }
    const int place = place_of(amount);
    if (table[place].number != 0) continue; // an earlier one has this amount
    table[place].amount = amount;
    table[place].number = number;
  }
  puts("none");
}
