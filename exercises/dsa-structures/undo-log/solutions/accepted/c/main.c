#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One edit; its characters lie at `start` of the store. */
struct edit {
  bool typed;
  size_t start, size;
};

static char *grow(char *buffer, size_t *room, size_t wanted) {
  if (wanted <= *room) return buffer;
  *room = wanted * 2;
  buffer = realloc(buffer, *room);
  if (buffer == NULL) exit(1);
  return buffer;
}

static char *text, *store;
static size_t text_size, text_room, store_size, store_room;

static size_t keep(const char *part, size_t size) {
  store = grow(store, &store_room, store_size + size);
  memcpy(store + store_size, part, size);
  store_size += size;
  return store_size - size;
}

static void append(const char *part, size_t size) {
  text = grow(text, &text_room, text_size + size);
  memcpy(text + text_size, part, size);
  text_size += size;
}

static void apply(const struct edit *edit, bool appends) {
  if (appends) append(store + edit->start, edit->size);
  else text_size -= edit->size;
}

int main(void) {
  char line[128];
  if (fgets(line, sizeof line, stdin) == NULL) return 1;
  long count = strtol(line, NULL, 10);
  struct edit *edits = malloc((size_t)(count > 0 ? count : 1) * sizeof *edits);
  if (edits == NULL) return 1;
  size_t done = 0, all = 0; /* edits[done..all) are undone */
  text = grow(text, &text_room, 64);
  store = grow(store, &store_room, 64);

  for (; count > 0 && fgets(line, sizeof line, stdin) != NULL; --count) {
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "TYPE", 4) == 0) {
      size_t size = strlen(line + 5);
      edits[done] = (struct edit){true, keep(line + 5, size), size};
      append(line + 5, size);
      all = ++done;
    } else if (strncmp(line, "BACK", 4) == 0) {
      size_t size = (size_t)strtol(line + 5, NULL, 10);
      if (size > text_size) size = text_size;
      text_size -= size;
      edits[done] = (struct edit){false, keep(text + text_size, size), size};
      all = ++done;
    } else if (strcmp(line, "UNDO") == 0) {
      if (done > 0) {
        --done;
        apply(&edits[done], !edits[done].typed);
      }
    } else if (strcmp(line, "REDO") == 0) {
      if (done < all) {
        apply(&edits[done], edits[done].typed);
        ++done;
      }
    } else {
      size_t shown = text_size < 10 ? text_size : 10;
      printf("%zu %.*s\n", text_size, (int)shown, text + text_size - shown);
    }
  }
  free(edits);
  free(text);
  free(store);
  return 0;
}
