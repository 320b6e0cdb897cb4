import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;

// A window is one long, its start above its end: such numbers sort by start, and are no objects.
public class Main {
  static final int DAY = 86_400_000;

  static long window(int start, int end) {
    return (long) start << 32 | end & 0xFFFFFFFFL;
  }

  static int start(long window) {
    return (int) (window >> 32);
  }

  static int end(long window) {
    return (int) window;
  }

  static long[] joined(long[] windows) {
    Arrays.sort(windows);
    int count = 0;
    for (long next : windows) {
      if (count > 0 && start(next) <= end(windows[count - 1])) {
        windows[count - 1] = window(start(windows[count - 1]), Math.max(end(windows[count - 1]), end(next)));
      } else {
        windows[count++] = next;
      }
    }
    return Arrays.copyOf(windows, count);
  }

  // What sorted windows that stay apart leave free of the day.
  static long[] gaps(long[] windows) {
    long[] result = new long[windows.length + 1];
    int count = 0, freeFrom = 0;
    for (long next : windows) {
      int gapEnd = Math.min(start(next), DAY);
      if (freeFrom < gapEnd) result[count++] = window(freeFrom, gapEnd);
      freeFrom = Math.max(freeFrom, end(next));
    }
    if (freeFrom < DAY) result[count++] = window(freeFrom, DAY);
    return Arrays.copyOf(result, count);
  }

  static void print(StringBuilder out, String word, long[] windows) {
    for (long one : windows) out.append(word).append(' ').append(start(one)).append(' ').append(end(one)).append('\n');
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    long[] windows = new long[Integer.parseInt(in.readLine())];
    for (int i = 0; i < windows.length; i++) {
      String line = in.readLine();
      int blank = line.indexOf(' ');
      windows[i] = window(Integer.parseInt(line.substring(0, blank)), Integer.parseInt(line.substring(blank + 1)));
    }
    windows = joined(windows);
    StringBuilder out = new StringBuilder();
    print(out, "window", windows);
    print(out, "free", gaps(windows));
    System.out.print(out);
  }
}
