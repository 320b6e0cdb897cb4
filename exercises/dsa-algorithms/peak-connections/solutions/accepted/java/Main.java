import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

public class Main {
  // The next whole number of the input.
  static int next(InputStream in) throws IOException {
    int c = in.read();
    while (c == ' ' || c == '\n' || c == '\r') c = in.read();
    int number = 0;
    for (; c >= '0' && c <= '9'; c = in.read()) number = 10 * number + c - '0';
    return number;
  }

  static String peakOf(int[] starts, int[] ends) {
    Arrays.sort(starts);
    Arrays.sort(ends);
    int peak = 0;
    int peakMoment = 0;
    int closed = 0;
    for (int i = 0; i < starts.length; i++) {
      // Of the sessions opened so far the newest ends later than now, so this stops in time.
      while (ends[closed] <= starts[i]) closed++;
      if (i + 1 - closed > peak) {
        peak = i + 1 - closed;
        peakMoment = starts[i];
      }
    }
    return peak == 0 ? "0 none" : peak + " " + peakMoment;
  }

  public static void main(String[] args) throws IOException {
    InputStream in = new BufferedInputStream(System.in, 1 << 16);
    int count = next(in);
    int[] starts = new int[count];
    int[] ends = new int[count];
    int opened = 0;
    for (int i = 0; i < count; i++) {
      int start = next(in);
      int end = next(in);
      if (start == end) continue; // never open
      starts[opened] = start;
      ends[opened++] = end;
    }
    System.out.println(peakOf(Arrays.copyOf(starts, opened), Arrays.copyOf(ends, opened)));
  }
}
