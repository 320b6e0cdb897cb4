import java.util.Arrays;

public class Main {
  static long[] peak(long[] starts, long[] ends) {
    int opened = 0;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] == ends[i]) continue; // never open
      starts[opened] = starts[i];
      ends[opened++] = ends[i];
    }
    Arrays.sort(starts, 0, opened);
    Arrays.sort(ends, 0, opened);

    int most = 0;
    long momentOfMost = 0;
    int closed = 0;
    for (int i = 0; i < opened; i++) {
      // Of the sessions opened so far the newest ends later than now, so this stops in time.
      while (ends[closed] <= starts[i]) closed++;
      if (i + 1 - closed > most) {
        most = i + 1 - closed;
        momentOfMost = starts[i];
      }
    }
    return most == 0 ? new long[0] : new long[] {most, momentOfMost};
  }
}
