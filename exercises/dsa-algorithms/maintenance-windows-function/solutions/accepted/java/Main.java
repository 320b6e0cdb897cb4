import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

public class Main {
  static long[][] join_windows(long[][] windows) {
    Arrays.sort(windows, Comparator.comparingLong(window -> window[0]));
    List<long[]> joined = new ArrayList<>();
    for (long[] window : windows) {
      long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && window[0] <= last[1]) last[1] = Math.max(last[1], window[1]);
      else joined.add(window);
    }
    return joined.toArray(new long[0][]);
  }
}
