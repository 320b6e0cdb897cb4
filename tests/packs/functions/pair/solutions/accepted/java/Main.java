import java.util.HashMap;
import java.util.Map;

public class Main {
  static long[] pair(long[] amounts, long total) {
    System.out.println("looking at " + amounts.length);
    Map<Long, Integer> places = new HashMap<>();
    for (int place = 0; place < amounts.length; place++) {
      Integer other = places.get(total - amounts[place]);
      if (other != null) return new long[] {other, place};
      places.putIfAbsent(amounts[place], place);
    }
    return new long[0];
  }
}
