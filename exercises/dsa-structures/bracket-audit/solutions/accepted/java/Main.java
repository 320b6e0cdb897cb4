import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

  static String audit(BufferedReader in, int count) throws IOException {
    Deque<Open> open = new ArrayDeque<>(); // the innermost on top
    boolean quoted = false;
    for (int number = 1; number <= count; number++) {
      String line = in.readLine();
      if (line == null) break;
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
          if (open.isEmpty() || open.pop().bracket() != opening(c)) return number + " " + (i + 1);
        }
      }
    }
    if (open.isEmpty()) return "ok";
    return open.peek().line() + " " + open.peek().column();
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int count = Integer.parseInt(in.readLine());
    System.out.println(audit(in, count));
  }
}
