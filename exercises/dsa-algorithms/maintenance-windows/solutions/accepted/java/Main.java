import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

public class Main {
  static final int DAY = 86_400_000;

  record Window(int start, int end) {}

  static List<Window> joined(List<Window> windows) {
    windows.sort(Comparator.comparingInt(Window::start));
    List<Window> result = new ArrayList<>();
    for (Window next : windows) {
      int last = result.size() - 1;
      if (last >= 0 && next.start() <= result.get(last).end()) {
        result.set(last, new Window(result.get(last).start(), Math.max(result.get(last).end(), next.end())));
      } else {
        result.add(next);
      }
    }
    return result;
  }

  // What sorted windows that stay apart leave free of the day.
  static List<Window> gaps(List<Window> windows) {
    List<Window> result = new ArrayList<>();
    int freeFrom = 0;
    for (Window next : windows) {
      int gapEnd = Math.min(next.start(), DAY);
      if (freeFrom < gapEnd) result.add(new Window(freeFrom, gapEnd));
      freeFrom = Math.max(freeFrom, next.end());
    }
    if (freeFrom < DAY) result.add(new Window(freeFrom, DAY));
    return result;
  }

  static void print(StringBuilder out, String word, List<Window> windows) {
    for (Window one : windows) out.append(word).append(' ').append(one.start()).append(' ').append(one.end()).append('\n');
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    List<Window> windows = new ArrayList<>();
    for (int left = Integer.parseInt(in.readLine()); left > 0; left--) {
      String line = in.readLine();
      int blank = line.indexOf(' ');
      windows.add(new Window(Integer.parseInt(line.substring(0, blank)), Integer.parseInt(line.substring(blank + 1))));
    }
    windows = joined(windows);
    StringBuilder out = new StringBuilder();
    print(out, "window", windows);
    print(out, "free", gaps(windows));
    System.out.print(out);
  }
}
