import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;

public class Main {
  static String find(BufferedReader in, int count, long total) throws IOException {
    Map<Long, Integer> first = new HashMap<>(); // amount -> number of the first invoice with it
    for (int number = 1; number <= count; number++) {
      long amount = Long.parseLong(in.readLine());
      Integer partner = first.get(total - amount);
      if (partner != null) return partner + " " + number;
      first.putIfAbsent(amount, number);
    }
    return "none";
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    String[] head = in.readLine().split(" ");
    System.out.println(find(in, Integer.parseInt(head[0]), Long.parseLong(head[1])));
  }
}
