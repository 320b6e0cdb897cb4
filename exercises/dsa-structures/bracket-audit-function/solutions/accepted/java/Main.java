import java.util.ArrayDeque;
import java.util.Deque;

public class Main {
  record Open(char bracket, int line, int column) {}

  static char opening(char closing) {
    return switch (closing) {
      case ')' -> '(';
      case ']' -> '[';
      default -> '{';
    };
  }

  static long[] audit(String[] lines) {
    Deque<Open> open = new ArrayDeque<>(); // the innermost on top
    boolean quoted = false;
    for (int number = 1; number <= lines.length; number++) {
      String line = lines[number - 1];
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '\\') {
          i++; // the next character has no meaning
        } else if (c == '"') {
          quoted = !quoted;
        } else if (quoted) {
          continue;
        } else if (c == '(' || c == '[' || c == '{') {
          open.push(new Open(c, number, i + 1));
        } else if (c == ')' || c == ']' || c == '}') {
          if (open.isEmpty() || open.pop().bracket() != opening(c)) return new long[] {number, i + 1};
        }
      }
    }
    return open.isEmpty() ? new long[0] : new long[] {open.peek().line(), open.peek().column()};
  }
}
