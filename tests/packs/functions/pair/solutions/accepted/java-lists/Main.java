import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Main {
  public static List<Integer> pair(List<Long> amounts, Long total) {
    Map<Long, Integer> places = new HashMap<>();
    int place = 0;
    for (long amount : amounts) {
      if (places.containsKey(total - amount)) return List.of(places.get(total - amount), place);
      places.putIfAbsent(amount, place++);
    }
    return List.of();
  }
}
