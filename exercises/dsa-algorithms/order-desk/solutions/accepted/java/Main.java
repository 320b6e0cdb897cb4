import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

public class Main {
  static String field(String[] fields, int place) {
    return fields[place].isEmpty() ? null : fields[place];
  }

  // Compares records, split at the commas, by one column. Missing values, which are null, come last.
  static Comparator<String[]> byColumn(int place, boolean number, boolean descending) {
    return number
        ? by(fields -> field(fields, place) == null ? null : Double.parseDouble(fields[place]) + 0.0, descending)
        : by(fields -> field(fields, place), descending);
  }

  static <T extends Comparable<T>> Comparator<String[]> by(Function<String[], T> value, boolean descending) {
    Comparator<T> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(value, Comparator.nullsLast(order));
  }

  static Comparator<String[]> order(String[] columns, String[] keys) {
    Comparator<String[]> order = (a, b) -> 0;
    for (String key : keys) {
      String[] words = key.split(" ");
      for (int place = 0; place < columns.length; place++) {
        String[] column = columns[place].split(":");
        if (!column[0].equals(words[0])) continue;
        order = order.thenComparing(byColumn(place, column[1].equals("number"), words[1].equals("desc")));
      }
    }
    return order;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int count = Integer.parseInt(in.readLine());
    String[] columns = in.readLine().split(",");
    Comparator<String[]> order = order(columns, in.readLine().split(","));
    List<String[]> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) records.add(in.readLine().split(",", -1));

    records.sort(order); // stable
    StringBuilder out = new StringBuilder();
    for (String[] record : records) out.append(String.join(",", record)).append('\n');
    System.out.print(out);
  }
}
