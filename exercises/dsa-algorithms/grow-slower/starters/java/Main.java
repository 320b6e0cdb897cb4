import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

public class Main {
  static class Sale {
    final String name;
    final long amount;

    Sale(String name, long amount) {
      this.name = name;
      this.amount = amount;
    }
  }

  // Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

  static String duplicates(List<Sale> sales) {
    List<String> found = new ArrayList<>();
    for (int self = 0; self < sales.size(); self++) {
      boolean isFirst = true;
      boolean again = false;
      for (int other = 0; other < sales.size(); other++) {
        if (sales.get(other).name.equals(sales.get(self).name)) {
          if (other < self) isFirst = false;
          else if (other > self) again = true;
        }
      }
      if (isFirst && again) found.add(sales.get(self).name);
    }
    return found.isEmpty() ? "none" : String.join(" ", found);
  }

  static String total(List<Sale> sales, int first, int last) {
    long result = 0;
    for (int number = first - 1; number < last; number++) result += sales.get(number).amount;
    return Long.toString(result);
  }

  static String top(List<Sale> sales) {
    List<String> ranking = new ArrayList<>();
    boolean[] ranked = new boolean[sales.size()];
    for (int rank = 0; rank < sales.size(); rank++) {
      int best = -1;
      for (int number = 0; number < sales.size(); number++) {
        if (!ranked[number] && (best < 0 || sales.get(number).amount > sales.get(best).amount)) best = number;
      }
      ranked[best] = true;
      ranking.add(sales.get(best).name + ":" + sales.get(best).amount);
    }
    if (ranking.isEmpty()) return "none";
    return String.join(" ", ranking.subList(0, Math.min(10, ranking.size())));
  }

  static String nearest(List<Sale> sales, long wanted) {
    long best = -1;
    for (Sale sale : sales) {
      long amount = sale.amount;
      long nearer = Math.abs(amount - wanted) - Math.abs(best - wanted);
      if (best < 0 || nearer < 0 || (nearer == 0 && amount < best)) best = amount;
    }
    return best < 0 ? "none" : Long.toString(best);
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int count = Integer.parseInt(in.readLine().trim());
    List<Sale> sales = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      StringTokenizer words = new StringTokenizer(in.readLine());
      sales.add(new Sale(words.nextToken(), Long.parseLong(words.nextToken())));
    }

    StringBuilder out = new StringBuilder();
    for (int left = Integer.parseInt(in.readLine().trim()); left > 0; left--) {
      StringTokenizer words = new StringTokenizer(in.readLine());
      switch (words.nextToken()) {
        case "DUPLICATES":
          out.append(duplicates(sales));
          break;
        case "TOTAL":
          out.append(total(sales, Integer.parseInt(words.nextToken()), Integer.parseInt(words.nextToken())));
          break;
        case "TOP":
          out.append(top(sales));
          break;
        default:
          out.append(nearest(sales, Long.parseLong(words.nextToken())));
      }
      out.append('\n');
    }
    System.out.print(out);
  }
}
