import java.util.Arrays;

public class Main {
  static String best(String[] names, double[][] marks, boolean loud) {
    int found = 0;
    for (int i = 1; i < names.length; i++) if (mean(marks[i]) > mean(marks[found])) found = i;
    return names[found] + (loud ? "!" : "");
  }

  private static double mean(double[] row) {
    return Arrays.stream(row).average().orElse(0);
  }
}
