#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_columns = 8, longest = 256 }; // of a line: eight values of at most 20 characters, or names with their kinds

struct key {
  int place; // of its column in the record
  bool number, descending;
};

struct value {
  bool missing;
  double number;
  char text[21];
};

struct record {
  int row; // in the input
  char* line;
  struct value* values; // one for each key
};

static struct key keys[most_columns];
static int key_count = 0;

static void read_line(char* line) {
  if (fgets(line, longest, stdin)) line[strcspn(line, "\r\n")] = '\0';
  else line[0] = '\0';
}

// Splits at commas, in place; returns how many parts there are.
static int split(char* line, char* parts[most_columns]) {
  int count = 0;
  for (char* part; count < most_columns && (part = strsep(&line, ",")); ++count) parts[count] = part;
  return count;
}

static void read_keys(void) {
  char line[longest], key_line[longest];
  char *columns[most_columns], *words[most_columns];
  read_line(line);
  read_line(key_line);
  const int column_count = split(line, columns);
  key_count = split(key_line, words);
  for (int i = 0; i < key_count; ++i) {
    const char* name = strsep(&words[i], " ");
    const size_t length = strlen(name);
    for (int place = 0; place < column_count; ++place) {
      if (strncmp(columns[place], name, length) != 0 || columns[place][length] != ':') continue;
      keys[i] = (struct key){place, strcmp(columns[place] + length, ":number") == 0, strcmp(words[i], "desc") == 0};
    }
  }
}

static void read_record(struct record* record) {
  char line[longest];
  char* fields[most_columns];
  read_line(line);
  record->line = strdup(line);
  split(line, fields);
  for (int i = 0; i < key_count; ++i) {
    struct value* value = &record->values[i];
    const char* field = fields[keys[i].place];
    value->missing = field[0] == '\0';
    if (keys[i].number) value->number = strtod(field, NULL);
    else snprintf(value->text, sizeof value->text, "%s", field);
  }
}

static int compare(const void* a, const void* b) {
  const struct record *one = a, *other = b;
  for (int i = 0; i < key_count; ++i) {
    const struct value *left = &one->values[i], *right = &other->values[i];
    if (left->missing != right->missing) return left->missing ? 1 : -1;
    if (left->missing) continue;
    const int order = keys[i].number ? (left->number > right->number) - (left->number < right->number)
                                     : strcmp(left->text, right->text);
    if (order != 0) return keys[i].descending ? -order : order;
  }
  return one->row - other->row; // qsort is not stable
}

int main(void) {
  char line[longest];
  read_line(line);
  const int count = atoi(line);
  read_keys();
  struct record* records = calloc(count + 1, sizeof *records);
  struct value* values = calloc((size_t)(count + 1) * key_count, sizeof *values);
  for (int i = 0; i < count; ++i) {
    records[i].row = i;
    records[i].values = values + (size_t)i * key_count;
    read_record(&records[i]);
  }
  qsort(records, count, sizeof *records, compare);
  for (int i = 0; i < count; ++i) puts(records[i].line);
}
