import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;

public class Main {
  static String duplicates(String[] names) {
    Map<String, Integer> counts = new LinkedHashMap<>(); // keeps the order in which the names came
    for (String name : names) counts.merge(name, 1, Integer::sum);
    counts.values().removeIf(count -> count == 1);
    return counts.isEmpty() ? "none" : String.join(" ", counts.keySet());
  }

  static String total(long[] sums, int first, int last) {
    return Long.toString(sums[last] - sums[first - 1]);
  }

  static String top(String[] names, long[] amounts) {
    Integer[] ranking = new Integer[amounts.length];
    for (int number = 0; number < ranking.length; number++) ranking[number] = number;
    Arrays.sort(ranking, (a, b) -> Long.compare(amounts[b], amounts[a])); // the earlier of equals stays before
    StringBuilder text = new StringBuilder();
    for (int rank = 0; rank < Math.min(10, ranking.length); rank++) {
      text.append(rank > 0 ? " " : "").append(names[ranking[rank]]).append(':').append(amounts[ranking[rank]]);
    }
    return text.length() == 0 ? "none" : text.toString();
  }

  static String nearest(long[] ordered, long wanted) {
    int place = Arrays.binarySearch(ordered, wanted);
    if (place >= 0) return Long.toString(wanted);
    int above = -place - 1; // the first one that is not below
    if (ordered.length == 0) return "none";
    if (above == 0) return Long.toString(ordered[0]);
    boolean down = above == ordered.length || wanted - ordered[above - 1] <= ordered[above] - wanted;
    return Long.toString(down ? ordered[above - 1] : ordered[above]);
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int count = Integer.parseInt(in.readLine().trim());
    String[] names = new String[count];
    long[] amounts = new long[count];
    for (int number = 0; number < count; number++) {
      StringTokenizer words = new StringTokenizer(in.readLine());
      names[number] = words.nextToken();
      amounts[number] = Long.parseLong(words.nextToken());
    }
    long[] sums = new long[count + 1]; // sums[n] is the total of the first n sales
    for (int number = 0; number < count; number++) sums[number + 1] = sums[number] + amounts[number];
    long[] ordered = amounts.clone();
    Arrays.sort(ordered);

    StringBuilder out = new StringBuilder();
    for (int left = Integer.parseInt(in.readLine().trim()); left > 0; left--) {
      StringTokenizer words = new StringTokenizer(in.readLine());
      switch (words.nextToken()) {
        case "DUPLICATES":
          out.append(duplicates(names));
          break;
        case "TOTAL":
          out.append(total(sums, Integer.parseInt(words.nextToken()), Integer.parseInt(words.nextToken())));
          break;
        case "TOP":
          out.append(top(names, amounts));
          break;
        default:
          out.append(nearest(ordered, Long.parseLong(words.nextToken())));
      }
      out.append('\n');
    }
    System.out.print(out);
  }
}
