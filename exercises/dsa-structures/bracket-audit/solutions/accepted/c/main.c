#include <stdbool.h>
#include <stdio.h>

enum { longest = 1000000 }; // characters of the whole text

struct open {
  char bracket;
  int line, column;
};

static struct open stack[longest]; // the innermost on top
static int depth = 0;

static void print(int line, int column) { printf("%d %d\n", line, column); }

int main(void) {
  int count = 0;
  scanf("%d", &count);
  getchar(); // the end of the first line
  bool quoted = false;
  int line = 1, column = 1;
  for (int c; line <= count && (c = getchar()) != EOF; ++column) {
    if (c == '\\') {
      c = getchar();
      ++column;
      if (c != '\n') continue;
    }
    if (c == '\n') {
      ++line;
      column = 0;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (c == '(' || c == '[' || c == '{') {
      stack[depth++] = (struct open){(char)c, line, column};
    } else if (c == ')' || c == ']' || c == '}') {
      const char opens = c == ')' ? '(' : c == ']' ? '[' : '{';
      if (depth == 0 || stack[depth - 1].bracket != opens) {
        print(line, column);
        return 0;
      }
      --depth;
    }
  }
  if (depth == 0) puts("ok");
  else print(stack[depth - 1].line, stack[depth - 1].column);
}
