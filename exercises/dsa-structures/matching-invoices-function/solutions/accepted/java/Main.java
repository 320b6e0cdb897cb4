import java.util.HashMap;
import java.util.Map;

public class Main {
  static long[] find_pair(long[] amounts, long total) {
    Map<Long, Integer> first = new HashMap<>(); // amount -> number of the first invoice with it
    for (int i = 0; i < amounts.length; i++) {
      Integer partner = first.get(total - amounts[i]);
      if (partner != null) return new long[] {partner, i + 1};
      first.putIfAbsent(amounts[i], i + 1);
    }
    return new long[0];
  }
}
