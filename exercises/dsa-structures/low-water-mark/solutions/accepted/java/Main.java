import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;

public class Main {
  record Entry(long figure, long lowest) {} // lowest: of this figure and all below

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int count = Integer.parseInt(in.readLine());
    Deque<Entry> pile = new ArrayDeque<>();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String operation = in.readLine();
      if (operation.startsWith("PUSH ")) {
        long figure = Long.parseLong(operation.substring(5));
        pile.push(new Entry(figure, pile.isEmpty() ? figure : Math.min(figure, pile.peek().lowest())));
      } else if (pile.isEmpty()) {
        out.append("empty\n");
      } else if (operation.equals("MIN")) {
        out.append(pile.peek().lowest()).append('\n');
      } else {
        out.append(pile.pop().figure()).append('\n');
      }
    }
    System.out.print(out);
  }
}
