import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

// A table of primitive numbers: a HashMap would make two objects for each invoice.
public class Main {
  long[] amounts;
  int[] numbers; // of the first invoice with the amount in the same slot; 0: free

  Main(int count) {
    int size = 4 * Integer.highestOneBit(Math.max(1, count));
    amounts = new long[size];
    numbers = new int[size];
  }

  // Where the amount is, or would be.
  int slot(long amount) {
    int at = (int) ((amount * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(numbers.length) + 1));
    while (numbers[at] != 0 && amounts[at] != amount) at = (at + 1) & (numbers.length - 1);
    return at;
  }

  String find(BufferedReader in, int count, long total) throws IOException {
    for (int number = 1; number <= count; number++) {
      long amount = Long.parseLong(in.readLine());
      int partner = numbers[slot(total - amount)];
      if (partner != 0) return partner + " " + number;
      int own = slot(amount);
      if (numbers[own] == 0) {
        numbers[own] = number;
        amounts[own] = amount;
      }
    }
    return "none";
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    String[] head = in.readLine().split(" ");
    int count = Integer.parseInt(head[0]);
    System.out.println(new Main(count).find(in, count, Long.parseLong(head[1])));
  }
}
